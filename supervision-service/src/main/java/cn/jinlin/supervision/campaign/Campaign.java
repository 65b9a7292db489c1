package cn.jinlin.supervision.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.IntStream;

import cn.jinlin.events.SupervisionEvent.CampaignChanged;
import cn.jinlin.events.SupervisionEvent.CampaignStatus;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.supervision.draw.Draw;
import cn.jinlin.supervision.draw.Draw.Pick;

/**
 * PLANNED → DRAWN → RUNNING → CLOSED, or CANCELLED before it is closed. It is drawn once, runs from its first moment on, and
 * is closed by an office, or by time when late sheets had their time to arrive.
 */
public sealed interface Campaign {
    Plan plan();

    /** The draw and its targets; empty before it. */
    Optional<Drawn> drawing();

    /**
     * What was planned; it never changes.
     *
     * @param until the end, exclusive
     * @param byRisk how many targets are drawn by their risk
     * @param atRandom how many of the others are drawn at random
     */
    record Plan(String campaignId, String title, SortedSet<Office> offices, Instant from, Instant until,
            SortedSet<TargetKind> kinds, int byRisk, int atRandom, String plannedBy, Instant plannedAt) {
        void requirePart(Office office) {
            if (!offices.contains(office)) {
                throw CampaignRefusal.OFFICE_NOT_IN_CAMPAIGN.because(office);
            }
        }
    }

    /** @param digest of the draw that is kept under this id */
    record Drawn(String drawId, String digest, String seed, String by, Instant at, List<Assigned> targets) {
        public Drawn {
            targets = List.copyOf(targets);
        }

        /** The targets go round the offices in the order of the draw. */
        static Drawn of(Draw draw, List<Office> offices, String by) {
            List<Pick> picks = draw.picks();
            List<Assigned> targets = IntStream.range(0, picks.size())
                    .mapToObj(i -> new Assigned(picks.get(i), offices.get(i % offices.size()))).toList();
            return new Drawn(draw.drawId(), draw.digest(), draw.seed(), by, draw.asOf(), targets);
        }

        boolean has(Target target) {
            return targets.stream().anyMatch(each -> each.is(target.kind(), target.targetId()));
        }

        Drawn assigned(TargetKind kind, String targetId, Office office) {
            if (targets.stream().noneMatch(each -> each.is(kind, targetId))) {
                throw CampaignRefusal.NOT_A_TARGET.because(targetId);
            }
            List<Assigned> all = new ArrayList<>(targets);
            all.replaceAll(each -> each.is(kind, targetId) ? new Assigned(each.pick(), office) : each);
            return new Drawn(drawId, digest, seed, by, at, all);
        }
    }

    /** A drawn target and the office that looks at it. */
    record Assigned(Pick pick, Office office) {
        boolean is(TargetKind kind, String targetId) {
            return pick.target().kind() == kind && pick.target().targetId().equals(targetId);
        }
    }

    /**
     * How it ended.
     *
     * @param by the token's subject; empty where time ended it
     * @param words a summary, or why it was cancelled
     */
    record Ending(Optional<String> by, String words, Instant at) {}

    record Planned(Plan plan) implements Campaign {
        @Override
        public Optional<Drawn> drawing() {
            return Optional.empty();
        }
    }

    record Ready(Plan plan, Drawn drawn) implements Campaign {
        @Override
        public Optional<Drawn> drawing() {
            return Optional.of(drawn);
        }
    }

    record Running(Plan plan, Drawn drawn) implements Campaign {
        @Override
        public Optional<Drawn> drawing() {
            return Optional.of(drawn);
        }
    }

    record Closed(Plan plan, Drawn drawn, Ending ending) implements Campaign {
        @Override
        public Optional<Drawn> drawing() {
            return Optional.of(drawn);
        }
    }

    record Cancelled(Plan plan, Optional<Drawn> drawing, Ending ending) implements Campaign {}

    /** Refuses a draw that may not be made. */
    default void requireDrawable(Instant now) {
        switch (this) {
            case Planned _ -> {
                if (!now.isBefore(plan().until())) {
                    throw CampaignRefusal.CAMPAIGN_OVER.because();
                }
            }
            case Ready _,Running _ -> throw CampaignRefusal.ALREADY_DRAWN.because();
            case Closed _,Cancelled _ -> throw CampaignRefusal.CAMPAIGN_ENDED.because();
        }
    }

    default Campaign drawn(Draw draw, String by) {
        requireDrawable(draw.asOf());
        return new Ready(plan(), Drawn.of(draw, List.copyOf(plan().offices()), by)).passed(draw.asOf(), Duration.ZERO);
    }

    /** Another office takes a target over. */
    default Campaign assigned(TargetKind kind, String targetId, Office office) {
        if (!plan().offices().contains(office)) {
            throw CampaignRefusal.OFFICE_TAKES_NO_PART.because(office);
        }
        return switch (this) {
            case Ready ready -> new Ready(ready.plan, ready.drawn.assigned(kind, targetId, office));
            case Running running -> new Running(running.plan, running.drawn.assigned(kind, targetId, office));
            case Planned _ -> throw CampaignRefusal.NOT_DRAWN.because();
            case Closed _,Cancelled _ -> throw CampaignRefusal.CAMPAIGN_ENDED.because();
        };
    }

    default Campaign closed(Ending ending) {
        return switch (this) {
            case Running running -> new Closed(running.plan, running.drawn, ending);
            case Planned _ -> throw CampaignRefusal.NOT_DRAWN.because();
            case Ready _ -> throw CampaignRefusal.CAMPAIGN_NOT_RUNNING.because();
            case Closed _,Cancelled _ -> throw CampaignRefusal.CAMPAIGN_ENDED.because();
        };
    }

    default Campaign cancelled(Ending ending) {
        return switch (this) {
            case Planned _,Ready _,Running _ -> new Cancelled(plan(), drawing(), ending);
            case Closed _,Cancelled _ -> throw CampaignRefusal.CAMPAIGN_ENDED.because();
        };
    }

    /**
     * What time alone has made of it.
     *
     * @param late how long after the end sheets of phones without a connection are still taken
     */
    default Campaign passed(Instant now, Duration late) {
        return dueAt(late).filter(due -> !due.isAfter(now)).<Campaign>map(due -> switch (this) {
            case Ready ready -> new Running(ready.plan, ready.drawn);
            case Running running -> new Closed(running.plan, running.drawn, new Ending(Optional.empty(), "", due));
            case Planned _,Closed _,Cancelled _ -> this;
        }).orElse(this);
    }

    /** When time alone changes it. */
    default Optional<Instant> dueAt(Duration late) {
        return switch (this) {
            case Ready _ -> Optional.of(plan().from());
            case Running _ -> Optional.of(plan().until().plus(late));
            case Planned _,Closed _,Cancelled _ -> Optional.empty();
        };
    }

    /** Refuses an inspection that does not belong to it. */
    default void requireTarget(Target target, Office office) {
        plan().requirePart(office);
        boolean drawn = switch (this) {
            case Ready ready -> ready.drawn.has(target);
            case Running running -> running.drawn.has(target);
            case Planned _ -> throw CampaignRefusal.NOT_DRAWN.because();
            case Closed _,Cancelled _ -> throw CampaignRefusal.CAMPAIGN_ENDED.because();
        };
        if (!drawn) {
            throw CampaignRefusal.NOT_A_TARGET.because(target.targetId());
        }
    }

    default CampaignStatus status() {
        return switch (this) {
            case Planned _ -> CampaignStatus.PLANNED;
            case Ready _ -> CampaignStatus.DRAWN;
            case Running _ -> CampaignStatus.RUNNING;
            case Closed _ -> CampaignStatus.CLOSED;
            case Cancelled _ -> CampaignStatus.CANCELLED;
        };
    }

    default CampaignChanged changed() {
        Plan plan = plan();
        return new CampaignChanged(plan.campaignId(), List.copyOf(plan.offices()), plan.from(), plan.until(), status(),
                drawing().map(drawn -> drawn.targets().size()).orElse(0), drawing().map(Drawn::digest));
    }
}
