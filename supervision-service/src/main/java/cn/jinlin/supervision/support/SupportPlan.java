package cn.jinlin.supervision.support;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import cn.jinlin.events.RegistrationEvent.SupportObstacle;
import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.events.SupervisionEvent.PlanStatus;
import cn.jinlin.events.SupervisionEvent.SupportConsented;
import cn.jinlin.events.SupervisionEvent.SupportPlaces;
import cn.jinlin.events.SupervisionEvent.SupportPlanChanged;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.supervision.demand.Uptake;
import cn.jinlin.supervision.support.Assignment.Answer;

/**
 * A support plan: PROPOSED → APPROVED → ACTIVE → ENDED, or EXPIRED when nobody approved it, or nobody agreed, in time. Each
 * state is a type with the steps that it allows.
 */
sealed interface SupportPlan {
    Draft draft();

    /** When time alone changes it. */
    Optional<Instant> dueAt();

    /** @param expiresAt when it is no longer worth approving */
    record Proposed(Draft draft, Instant expiresAt) implements SupportPlan {
        @Override
        public Optional<Instant> dueAt() {
            return Optional.of(expiresAt);
        }
    }

    /**
     * Who approved it, and until when units may answer.
     *
     * @param answerBy requests without an answer by then lapse
     */
    record Approval(String by, Instant at, Instant answerBy) {}

    /** Units are asked; none of their people may claim yet. */
    record Approved(Draft draft, Approval approval) implements SupportPlan {
        @Override
        public Optional<Instant> dueAt() {
            return Optional.of(due(draft, approval));
        }
    }

    /** @param since when the first tie was made */
    record Active(Draft draft, Approval approval, Instant since) implements SupportPlan {
        @Override
        public Optional<Instant> dueAt() {
            return Optional.of(due(draft, approval));
        }
    }

    /** @param after how far the orders of the horizon came to be filled, in the communities that lacked people */
    record Ended(Draft draft, Approval approval, Instant since, Instant at, Uptake after) implements SupportPlan {
        @Override
        public Optional<Instant> dueAt() {
            return Optional.empty();
        }
    }

    record Expired(Draft draft, Optional<Approval> approval, Instant at) implements SupportPlan {
        @Override
        public Optional<Instant> dueAt() {
            return Optional.empty();
        }
    }

    /** What was computed, for the district to approve within so long, and at the latest before it is over. */
    static Proposed proposed(Draft draft, Duration within) {
        return new Proposed(draft, earlier(draft.computedAt().plus(within), draft.horizon().until()));
    }

    /** The district approves; again by anybody, it stays as it is. */
    default SupportPlan approved(String by, Instant now, Duration answerWithin) {
        return switch (this) {
            case Proposed proposed when !now.isBefore(proposed.expiresAt()) -> throw SupportPlanRefusal.PLAN_OVER.because();
            case Proposed(Draft draft, Instant _) when draft.assignments().isEmpty() ->
                throw SupportPlanRefusal.PLAN_EMPTY.because();
            case Proposed(Draft draft, Instant _) ->
                new Approved(draft, new Approval(by, now, earlier(now.plus(answerWithin), draft.horizon().until())));
            case Approved _,Active _ -> this;
            case Ended _,Expired _ -> throw SupportPlanRefusal.PLAN_OVER.because();
        };
    }

    /** A unit agrees to all that it is asked for; when it has already, nothing changes. */
    default Change<SupportPlan, SupervisionEvent> consented(String unitId, Instant now) {
        Draft draft = asking(unitId, now);
        if (!waitsFor(unitId)) {
            requireAnswered(unitId, Answer::agreed);
            return Change.of(this);
        }
        List<SupportPlaces> places = draft.assignments().stream().filter(each -> waits(each, unitId))
                .collect(Collectors.groupingBy(Assignment::communityId, TreeMap::new,
                        Collectors.summingInt(Assignment::places)))
                .entrySet().stream().map(each -> new SupportPlaces(each.getKey(), each.getValue())).toList();
        SupportPlan next = with(draft.changed(each -> waits(each, unitId), each -> each.answered(Answer.CONSENTED), 0));
        return new Change<>(next, List.of(new SupportConsented(draft.planId(), unitId, places, draft.horizon().until(), now)));
    }

    /**
     * A unit declines all that it is asked for; when it has already, nothing changes.
     *
     * @param instead whom its places are offered to
     */
    default SupportPlan declined(String unitId, Instant now, List<Assignment> instead) {
        Draft draft = asking(unitId, now);
        if (!waitsFor(unitId)) {
            requireAnswered(unitId, answer -> answer == Answer.DECLINED);
            return this;
        }
        return with(draft.changed(each -> waits(each, unitId), each -> each.answered(Answer.DECLINED),
                draft.places(each -> waits(each, unitId))).plus(instead));
    }

    /** registration-service made a tie of a consent. */
    default SupportPlan tied(String unitId, String communityId, Instant now) {
        return settled(unitId, communityId, each -> each.answered(Answer.TIED), Optional.of(now));
    }

    /** registration-service could not make a tie of a consent; its places are unmet. */
    default SupportPlan notTied(String unitId, String communityId, SupportObstacle by) {
        return settled(unitId, communityId, each -> each.blocked(by), Optional.empty());
    }

    /**
     * What time brings: the proposal expires, unanswered requests lapse, the plan is over.
     *
     * @param uptake how far the orders of the horizon are filled now
     */
    default SupportPlan passed(Instant now, Uptake uptake) {
        return switch (this) {
            case Proposed(Draft draft, Instant expiresAt) when !now.isBefore(expiresAt) ->
                new Expired(draft, Optional.empty(), now);
            case Approved approved -> approved.draft().anybodyAgreed() && now.isBefore(approved.draft().horizon().until())
                    ? lapsed(now)
                    : now.isBefore(due(approved.draft(), approved.approval()))
                            ? approved
                            : new Expired(lapsed(now).draft(), Optional.of(approved.approval()), now);
            case Active(Draft draft, Approval approval, Instant since) when !now.isBefore(draft.horizon().until()) ->
                new Ended(lapsed(now).draft(), approval, since, now, uptake);
            case Active _ -> lapsed(now);
            case Proposed _,Ended _,Expired _ -> this;
        };
    }

    default PlanStatus status() {
        return switch (this) {
            case Proposed _ -> PlanStatus.PROPOSED;
            case Approved _ -> PlanStatus.APPROVED;
            case Active _ -> PlanStatus.ACTIVE;
            case Ended _ -> PlanStatus.ENDED;
            case Expired _ -> PlanStatus.EXPIRED;
        };
    }

    /** Units are asked from the approval on. */
    default Optional<Approval> approvalIfGiven() {
        return switch (this) {
            case Proposed _ -> Optional.empty();
            case Approved(Draft _, Approval approval) -> Optional.of(approval);
            case Active(Draft _, Approval approval, Instant _) -> Optional.of(approval);
            case Ended(Draft _, Approval approval, Instant _, Instant _, Uptake _) -> Optional.of(approval);
            case Expired(Draft _, Optional<Approval> approval, Instant _) -> approval;
        };
    }

    default SupportPlanChanged changed() {
        return new SupportPlanChanged(draft().planId(), status(), draft().horizon().from(), draft().horizon().until(),
                draft().assignedPlaces(), draft().consentedPlaces(), draft().unmetPlaces());
    }

    /** The draft of a plan under which this unit is asked. */
    private Draft asking(String unitId, Instant now) {
        return switch (this) {
            case Proposed _ -> throw SupportPlanRefusal.PLAN_NOT_APPROVED.because();
            case Ended _,Expired _ -> throw SupportPlanRefusal.PLAN_OVER.because();
            case Approved _,Active _ -> {
                if (!draft().asks(unitId)) {
                    throw SupportPlanRefusal.UNIT_NOT_ASKED.because(unitId);
                }
                if (waitsFor(unitId) && !now.isBefore(approvalIfGiven().orElseThrow().answerBy())) {
                    throw SupportPlanRefusal.ANSWER_TOO_LATE.because();
                }
                yield draft();
            }
        };
    }

    private boolean waitsFor(String unitId) {
        return draft().assignments().stream().anyMatch(each -> waits(each, unitId));
    }

    private static boolean waits(Assignment assignment, String unitId) {
        return assignment.isOf(unitId) && assignment.answer() == Answer.ASKED;
    }

    /** The same answer again is no news; another one comes too late. */
    private void requireAnswered(String unitId, Predicate<Answer> so) {
        if (draft().assignments().stream().filter(each -> each.isOf(unitId)).map(Assignment::answer).noneMatch(so)) {
            throw SupportPlanRefusal.ALREADY_ANSWERED.because();
        }
    }

    private SupportPlan settled(String unitId, String communityId, UnaryOperator<Assignment> change, Optional<Instant> tiedAt) {
        Predicate<Assignment> which = each -> each.isOf(unitId) && each.communityId().equals(communityId)
                && each.answer() == Answer.CONSENTED;
        int places = draft().places(which);
        if (places == 0) {
            return this;
        }
        Draft next = draft().changed(which, change, tiedAt.isPresent() ? 0 : places);
        return this instanceof Approved approved && tiedAt.isPresent()
                ? new Active(next, approved.approval(), tiedAt.get())
                : with(next);
    }

    private SupportPlan lapsed(Instant now) {
        Predicate<Assignment> open = each -> each.answer() == Answer.ASKED;
        boolean late = approvalIfGiven().filter(approval -> !now.isBefore(approval.answerBy())).isPresent();
        return late ? with(draft().changed(open, each -> each.answered(Answer.LAPSED), draft().places(open))) : this;
    }

    private SupportPlan with(Draft next) {
        return switch (this) {
            case Approved(Draft _, Approval approval) -> new Approved(next, approval);
            case Active(Draft _, Approval approval, Instant since) -> new Active(next, approval, since);
            case Proposed _,Ended _,Expired _ -> this;
        };
    }

    private static Instant due(Draft draft, Approval approval) {
        if (draft.waitsForAnswers()) {
            return approval.answerBy();
        }
        return draft.anybodyAgreed() ? draft.horizon().until() : approval.at();
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
