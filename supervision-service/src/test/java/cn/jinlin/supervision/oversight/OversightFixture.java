package cn.jinlin.supervision.oversight;

import java.time.Instant;
import java.util.List;

import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.store.Store;
import cn.jinlin.supervision.district.RandomDistrict;
import cn.jinlin.supervision.district.Watch;

/** The views of inspections and findings in a database of their own, fed as the listener feeds them. */
public final class OversightFixture {
    private final InspectedCommunities inspected;
    private final LocatedFindings findings;

    public OversightFixture(Store store) {
        inspected = new InspectedCommunities(store);
        findings = new LocatedFindings(store);
    }

    public InspectedCommunities inspected() {
        return inspected;
    }

    public LocatedFindings findings() {
        return findings;
    }

    /** Delivers one batch. */
    public void deliver(List<RandomDistrict.Told> events, Watch watch) {
        new OversightDesk(inspected, findings, watch).take(events.stream().map(told -> new Received<>(told.id(), told.version(),
                Instant.EPOCH, (SupervisionEvent) told.event())).toList());
    }
}
