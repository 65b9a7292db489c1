package cn.jinlin.supervision.campaign;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

import org.springframework.stereotype.Service;

import cn.jinlin.events.SupervisionEvent.CampaignStatus;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.supervision.campaign.Campaign.Assigned;
import cn.jinlin.supervision.campaign.Campaign.Drawn;
import cn.jinlin.supervision.campaign.Campaign.Ending;
import cn.jinlin.supervision.campaign.Campaign.Plan;
import cn.jinlin.supervision.draw.Candidates;
import cn.jinlin.supervision.draw.Draw;
import cn.jinlin.supervision.draw.Draw.Candidate;
import cn.jinlin.supervision.draw.Draw.Pick;
import cn.jinlin.supervision.draw.Draws;
import cn.jinlin.supervision.draw.RiskWeights;
import cn.jinlin.supervision.inspection.Assignments;
import cn.jinlin.supervision.inspection.Inspection.Visit;
import cn.jinlin.supervision.inspection.Inspections;

/** Plans campaigns, draws and assigns their targets, ends them, and shows how far they have come. */
@Service
public class CampaignDesk implements Assignments {
    /** More would not fit into the one document that proves the draw. */
    private static final int MOST_CANDIDATES = 30_000;
    private static final int SEED_BYTES = 16;

    private final Campaigns campaigns;
    private final Draws draws;
    private final Candidates candidates;
    private final Inspections inspections;
    private final RiskWeights weights;
    private final CampaignSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CampaignDesk(Campaigns campaigns, Draws draws, Candidates candidates, Inspections inspections, RiskWeights weights,
            CampaignSettings settings, Clock clock) {
        this.campaigns = campaigns;
        this.draws = draws;
        this.candidates = candidates;
        this.inspections = inspections;
        this.weights = weights;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether a draw comes to the same again. */
    record Verification(Draw draw, List<Pick> drawnAgain, boolean sameInputs, boolean sameTargets) {}

    Versioned<Campaign> plan(Plan plan, RequestKey key) {
        return campaigns.aggregates().create(plan.campaignId(), key, Change.of(new Campaign.Planned(plan)),
                _ -> CampaignRefusal.CAMPAIGN_EXISTS.because());
    }

    /** The instant that a plan is made at; refuses a period that is over. */
    Instant plannedAt(Instant until) {
        Instant now = clock.instant();
        if (!until.isAfter(now)) {
            throw Invalid.field("until", "IN_THE_PAST");
        }
        return now;
    }

    public Versioned<Campaign> get(String campaignId) {
        return campaigns.aggregates().get(campaignId);
    }

    List<Versioned<Campaign>> page(Optional<CampaignStatus> status, Optional<String> before, int limit) {
        return campaigns.page(status, before, limit);
    }

    public Progress progress(Campaign campaign) {
        return campaign.drawing()
                .map(drawn -> Progress.of(drawn.targets(), inspections.ofCampaign(campaign.plan().campaignId())))
                .orElse(new Progress(List.of()));
    }

    /** Draws once; what the draw rests on is kept before the campaign refers to it. */
    Versioned<Campaign> draw(String campaignId, Optional<String> seed, String by, RequestKey key) {
        Instant now = clock.instant();
        Campaign before = get(campaignId).state();
        if (before.drawing().filter(drawn -> drawn.drawId().equals(key.firstId())).isPresent()) {
            return get(campaignId);
        }
        before.requireDrawable(now);
        Plan plan = before.plan();
        List<Candidate> all = candidates.of(plan.kinds(), now);
        require(!all.isEmpty(), CampaignRefusal.NOTHING_TO_DRAW);
        require(all.size() <= MOST_CANDIDATES, CampaignRefusal.TOO_MANY_CANDIDATES);
        Draw draw = draws.keep(new Draw(key.firstId(), campaignId, seed.orElseGet(this::seed), plan.byRisk(), plan.atRandom(),
                weights, all, now));
        return campaigns.aggregates().change(campaignId, key, current -> Change.of(current.state().drawn(draw, by)));
    }

    /** Draws again from what was recorded, and compares. */
    Verification verify(String campaignId) {
        Campaign campaign = get(campaignId).state();
        Drawn drawn = campaign.drawing().orElseThrow(() -> CampaignRefusal.NOT_DRAWN.because());
        Draw draw = draws.get(drawn.drawId());
        List<Pick> again = draw.picks();
        return new Verification(draw, again, draw.digest().equals(drawn.digest()),
                again.equals(drawn.targets().stream().map(Assigned::pick).toList()));
    }

    Versioned<Campaign> assign(String campaignId, TargetKind kind, String targetId, Office office, RequestKey key,
            LongConsumer version) {
        return change(campaignId, key, version, campaign -> campaign.assigned(kind, targetId, office));
    }

    Versioned<Campaign> close(String campaignId, String by, String summary, RequestKey key, LongConsumer version) {
        Ending ending = new Ending(Optional.of(by), summary, clock.instant());
        return change(campaignId, key, version, campaign -> campaign.closed(ending));
    }

    Versioned<Campaign> cancel(String campaignId, String by, String reason, RequestKey key, LongConsumer version) {
        Ending ending = new Ending(Optional.of(by), reason, clock.instant());
        return change(campaignId, key, version, campaign -> campaign.cancelled(ending));
    }

    /** Starts or closes a campaign whose time has come. */
    void letPass(String campaignId) {
        Instant now = clock.instant();
        campaigns.aggregates().execute(campaignId, Boolean.class, current -> {
            if (current == null || current.state().passed(now, settings.takeLate()).equals(current.state())) {
                return Outcome.unchanged(Boolean.FALSE);
            }
            return Outcome.changed(Change.of(current.state().passed(now, settings.takeLate())), Boolean.TRUE);
        });
    }

    @Override
    public void require(Visit visit, Office office) {
        String campaignId = visit.campaignId().orElseThrow();
        Campaign campaign = campaigns.aggregates().find(campaignId).map(Versioned::state)
                .orElseThrow(() -> CampaignRefusal.CAMPAIGN_UNKNOWN.because(campaignId));
        campaign.requireTarget(visit.target(), office);
        Plan plan = campaign.plan();
        if (visit.inspectedAt().isBefore(plan.from()) || !visit.inspectedAt().isBefore(plan.until())) {
            throw Invalid.field("inspectedAt", "OUTSIDE_CAMPAIGN");
        }
    }

    private Versioned<Campaign> change(String campaignId, RequestKey key, LongConsumer version,
            UnaryOperator<Campaign> transition) {
        return campaigns.aggregates().change(campaignId, key, current -> {
            version.accept(current.version());
            return Change.of(transition.apply(current.state()));
        });
    }

    private String seed() {
        byte[] bytes = new byte[SEED_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void require(boolean held, CampaignRefusal refusal) {
        if (!held) {
            throw refusal.because();
        }
    }
}
