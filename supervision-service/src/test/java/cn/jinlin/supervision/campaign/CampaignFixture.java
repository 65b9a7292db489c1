package cn.jinlin.supervision.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.supervision.campaign.Campaign.Assigned;
import cn.jinlin.supervision.campaign.Campaign.Drawn;
import cn.jinlin.supervision.campaign.Campaign.Ending;
import cn.jinlin.supervision.campaign.Campaign.Plan;
import cn.jinlin.supervision.draw.Draw.Basis;
import cn.jinlin.supervision.draw.Draw.Pick;
import cn.jinlin.supervision.inspection.Inspection;

/** Campaigns for the tests of other features. */
public final class CampaignFixture {
    private CampaignFixture() {}

    public static Campaign closed(String title, SortedSet<Office> offices, Instant from, Instant until, String summary) {
        Plan plan = new Plan("campaign-1", title, offices, from, until, new TreeSet<>(List.of(TargetKind.MARKET)), 6, 6, "anna",
                from);
        return new Campaign.Closed(plan, new Drawn("draw-1", "3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea",
                "20260515 双色球 07 11 19 22 28 31 / 06", "anna", from, List.of()), new Ending(Optional.of("anna"), summary, until));
    }

    /** Progress over targets of one office, those with an inspection seen. */
    public static Progress progress(List<Target> targets, List<Inspection> inspections) {
        return Progress.of(targets.stream().map(target -> new Assigned(
                new Pick(target, "name of " + target.targetId(), Basis.RISK, 40), Office.EFFICIENCY)).toList(), inspections);
    }
}
