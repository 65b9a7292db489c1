package cn.jinlin.supervision.report;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;

import org.springframework.stereotype.Service;

import cn.jinlin.supervision.campaign.Campaign;
import cn.jinlin.supervision.campaign.CampaignDesk;
import cn.jinlin.supervision.finding.Finding;
import cn.jinlin.supervision.finding.Findings;
import cn.jinlin.supervision.place.Targets;

/** Gathers what a report says. */
@Service
class ReportDesk {
    private static final int MOST_EXAMPLES = 4;

    private final CampaignDesk campaigns;
    private final Findings findings;
    private final Targets targets;
    private final Clock clock;

    ReportDesk(CampaignDesk campaigns, Findings findings, Targets targets, Clock clock) {
        this.campaigns = campaigns;
        this.findings = findings;
        this.targets = targets;
        this.clock = clock;
    }

    /** @param examples the gravest findings, those not resolved first */
    record Report(Campaign campaign, Figures figures, List<Example> examples) {}

    /** @param place what the target is called */
    record Example(Finding finding, String place, boolean overdue) {}

    Report report(String campaignId) {
        Campaign campaign = campaigns.get(campaignId).state();
        List<Finding> all = findings.ofCampaign(campaignId);
        Figures figures = Figures.of(campaigns.progress(campaign), all, clock.instant());
        List<Example> examples = all.stream()
                .sorted(Comparator.<Finding, Boolean>comparing(finding -> finding instanceof Finding.Resolved)
                        .thenComparing(finding -> finding.about().severity(), Comparator.reverseOrder())
                        .thenComparing(finding -> finding.course().dueAt()))
                .limit(MOST_EXAMPLES).map(finding -> new Example(finding, targets.name(finding.about().target()),
                        finding.overdueAt(figures.asOf())))
                .toList();
        return new Report(campaign, figures, examples);
    }
}
