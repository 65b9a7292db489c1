package cn.jinlin.supervision.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import cn.jinlin.events.SupervisionEvent.CampaignStatus;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.supervision.campaign.Campaign.Drawn;
import cn.jinlin.supervision.campaign.Campaign.Ending;
import cn.jinlin.supervision.campaign.Campaign.Plan;
import cn.jinlin.supervision.draw.Draw;
import cn.jinlin.supervision.draw.Draw.Basis;
import cn.jinlin.supervision.draw.Draw.Candidate;
import cn.jinlin.supervision.draw.Draw.Pick;
import cn.jinlin.supervision.draw.Risk;
import cn.jinlin.supervision.draw.RiskWeights;
import cn.jinlin.supervision.inspection.Inspection;

/** What comes in and goes out about campaigns. */
final class CampaignBodies {
    private static final int MOST_TARGETS = 500;
    private static final Duration LONGEST = Duration.ofDays(92);

    private CampaignBodies() {}

    record NewCampaign(@NotBlank @Size(max = 100) String title, @Size(min = 1) @NotNull Set<@NotNull Office> offices,
            @NotNull Instant from, @NotNull Instant until, @Size(min = 1) @NotNull Set<@NotNull TargetKind> kinds,
            @NotNull @Min(0) @Max(MOST_TARGETS) Integer byRisk, @NotNull @Min(0) @Max(MOST_TARGETS) Integer atRandom) {
        /** @throws Invalid naming what does not fit together */
        void check() {
            if (!until.isAfter(from)) {
                throw Invalid.field("until", "NOT_AFTER", "from");
            }
            if (until.isAfter(from.plus(LONGEST))) {
                throw Invalid.field("until", "TOO_LONG_A_PERIOD", LONGEST.toDays());
            }
            if (byRisk + atRandom < 1 || byRisk + atRandom > MOST_TARGETS) {
                throw Invalid.field("atRandom", "OUT_OF_RANGE", 1, MOST_TARGETS);
            }
        }

        Plan plan(String campaignId, String by, Instant at) {
            return new Plan(campaignId, title, new TreeSet<>(offices), from, until, new TreeSet<>(kinds), byRisk, atRandom, by,
                    at);
        }
    }

    /** @param seed for example the numbers of a public lottery; made here where none is given */
    record DrawBody(@Pattern(regexp = "\\S(.{0,98}\\S)?") @Nullable String seed) {}

    record AssignmentBody(@NotNull Office office) {}

    record ClosingBody(@Size(max = 2000) @Nullable String summary) {}

    record CancellationBody(@NotBlank @Size(max = 1000) String reason) {}

    record ShareView(Office office, int targets, int inspected, int left) {}

    record ProgressView(int targets, int inspected, int left, List<ShareView> byOffice) {
        static ProgressView of(Progress progress) {
            return new ProgressView(progress.targets().size(), progress.inspected(), progress.left(),
                    progress.byOffice().stream().map(share -> new ShareView(share.office(), share.targets(), share.inspected(),
                            share.targets() - share.inspected())).toList());
        }
    }

    /** @param inspectionId the latest of this campaign, with its score */
    record TargetView(Target target, String name, Basis basis, int risk, Office office, Optional<String> inspectionId,
            Optional<Integer> score, Optional<Instant> inspectedAt) {
        static TargetView of(Progress.Seen seen) {
            Pick pick = seen.assigned().pick();
            return new TargetView(pick.target(), pick.name(), pick.basis(), pick.risk(), seen.assigned().office(),
                    seen.latest().map(Inspection::inspectionId), seen.latest().map(Inspection::score),
                    seen.latest().map(each -> each.visit().inspectedAt()));
        }
    }

    /** @param words the summary, or why it was cancelled */
    record EndingView(String words, Instant at) {
        static Optional<EndingView> of(Campaign campaign) {
            return switch (campaign) {
                case Campaign.Closed closed -> Optional.of(of(closed.ending()));
                case Campaign.Cancelled cancelled -> Optional.of(of(cancelled.ending()));
                case Campaign.Planned _,Campaign.Ready _,Campaign.Running _ -> Optional.empty();
            };
        }

        private static EndingView of(Ending ending) {
            return new EndingView(ending.words(), ending.at());
        }
    }

    /** A line of a list. */
    record CampaignLine(String campaignId, String title, Set<Office> offices, Instant from, Instant until, Set<TargetKind> kinds,
            CampaignStatus status, int targets) {
        static CampaignLine of(Campaign campaign) {
            Plan plan = campaign.plan();
            return new CampaignLine(plan.campaignId(), plan.title(), plan.offices(), plan.from(), plan.until(), plan.kinds(),
                    campaign.status(), campaign.drawing().map(drawn -> drawn.targets().size()).orElse(0));
        }
    }

    /** @param seed with drawnAt and drawDigest once it is drawn */
    record CampaignView(String campaignId, String title, Set<Office> offices, Instant from, Instant until, Set<TargetKind> kinds,
            int byRisk, int atRandom, CampaignStatus status, Optional<String> seed, Optional<Instant> drawnAt,
            Optional<String> drawDigest, ProgressView progress, List<TargetView> targets, Optional<EndingView> ending) {
        static CampaignView of(Campaign campaign, Progress progress) {
            Plan plan = campaign.plan();
            return new CampaignView(plan.campaignId(), plan.title(), plan.offices(), plan.from(), plan.until(), plan.kinds(),
                    plan.byRisk(), plan.atRandom(), campaign.status(), campaign.drawing().map(Drawn::seed),
                    campaign.drawing().map(Drawn::at), campaign.drawing().map(Drawn::digest), ProgressView.of(progress),
                    progress.targets().stream().map(TargetView::of).toList(), EndingView.of(campaign));
        }
    }

    /** @param lot see {@link Draw} */
    record CandidateView(Target target, String name, int risk, List<Risk.Part> parts, String lot) {
        static CandidateView of(Draw draw, Candidate candidate) {
            Risk risk = draw.risk(candidate);
            return new CandidateView(candidate.target(), candidate.name(), risk.points(), risk.parts(), draw.lotOf(candidate));
        }
    }

    record DrawView(String seed, int byRisk, int atRandom, RiskWeights weights, Instant asOf, String digest,
            List<CandidateView> candidates, List<Pick> picks) {
        static DrawView of(Draw draw) {
            return new DrawView(draw.seed(), draw.byRisk(), draw.atRandom(), draw.weights(), draw.asOf(), draw.digest(),
                    draw.candidates().stream().map(each -> CandidateView.of(draw, each)).toList(), draw.picks());
        }
    }

    /** @param proven whether what was recorded is what was drawn from, and comes to the same targets again */
    record VerificationView(boolean proven, boolean sameInputs, boolean sameTargets, List<Pick> drawnAgain) {
        static VerificationView of(CampaignDesk.Verification verification) {
            return new VerificationView(verification.sameInputs() && verification.sameTargets(), verification.sameInputs(),
                    verification.sameTargets(), verification.drawnAgain());
        }
    }
}
