package cn.jinlin.supervision.oversight;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import org.springframework.stereotype.Service;

import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.events.SupervisionEvent.CampaignChanged;
import cn.jinlin.events.SupervisionEvent.ExemplarChanged;
import cn.jinlin.events.SupervisionEvent.ExemplarPublished;
import cn.jinlin.events.SupervisionEvent.ExemplarWithdrawn;
import cn.jinlin.events.SupervisionEvent.FindingChanged;
import cn.jinlin.events.SupervisionEvent.FindingEscalated;
import cn.jinlin.events.SupervisionEvent.InspectionChanged;
import cn.jinlin.events.SupervisionEvent.SupportConsented;
import cn.jinlin.events.SupervisionEvent.SupportPlanChanged;
import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;
import cn.jinlin.supervision.district.Watch;

/** Takes this service's own events into the views and tells who watches; duplicates and late ones change nothing. */
@Service
public class OversightDesk {
    private final InspectedCommunities inspected;
    private final LocatedFindings findings;
    private final Watch watch;

    OversightDesk(InspectedCommunities inspected, LocatedFindings findings, Watch watch) {
        this.inspected = inspected;
        this.findings = findings;
        this.watch = watch;
    }

    /** A desk with views of its own, in another store. */
    public static OversightDesk over(Store store, Watch watch) {
        return new OversightDesk(new InspectedCommunities(store), new LocatedFindings(store), watch);
    }

    /** What supervision-service told. */
    public void take(List<Received<SupervisionEvent>> batch) {
        List<View.Entry<InspectionChanged>> inspections = new ArrayList<>();
        List<View.Entry<FindingChanged>> found = new ArrayList<>();
        SortedSet<String> touched = new TreeSet<>();
        for (Received<SupervisionEvent> in : batch) {
            switch (in.event()) {
                case InspectionChanged inspection -> {
                    if (inspection.target().kind() == TargetKind.COMMUNITY) {
                        inspections.add(new View.Entry<>(inspection.inspectionId(), in.version(), inspection));
                        touched.add(inspection.target().targetId());
                    }
                }
                case FindingChanged finding -> {
                    found.add(new View.Entry<>(finding.findingId(), in.version(), finding));
                    finding.target().communityId().ifPresent(touched::add);
                }
                case SupportPlanChanged _,SupportConsented _ -> {
                    // support changes no count before somebody claims
                }
                case CampaignChanged _,FindingEscalated _,ExemplarChanged _,ExemplarPublished _,ExemplarWithdrawn _ -> {
                    // nothing of them is counted
                }
            }
        }
        inspected.apply(inspections);
        findings.apply(found);
        if (!touched.isEmpty()) {
            watch.touched(touched);
        }
    }
}
