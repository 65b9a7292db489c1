package cn.jinlin.supervision.inspection;

import cn.jinlin.kit.store.Store;

/** The inspections and findings of a database of their own. */
public final class InspectionFixture {
    private final Inspections inspections;
    private final Findings findings;

    public InspectionFixture(Store store) {
        inspections = new Inspections(store);
        findings = new Findings(store);
    }

    public Inspections inspections() {
        return inspections;
    }

    public Findings findings() {
        return findings;
    }
}
