package cn.jinlin.supervision.support;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.springframework.stereotype.Component;

import cn.jinlin.events.Location;
import cn.jinlin.events.RegistrationEvent.SupportObstacle;
import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.events.SupervisionEvent.PlanStatus;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.supervision.demand.Uptake;
import cn.jinlin.supervision.support.SupportPlan.Active;
import cn.jinlin.supervision.support.SupportPlan.Approval;
import cn.jinlin.supervision.support.SupportPlan.Ended;
import cn.jinlin.supervision.support.SupportPlan.Proposed;

/** A plan as it is shown, and to whom which part of it. */
@Component
class PlanAnswers {
    private static final double PRECISION = 10_000;

    private final Reasons reasons;

    PlanAnswers(Reasons reasons) {
        this.reasons = reasons;
    }

    /** @param fillRate claimed places as a share of all, to four decimals */
    record Filled(int orders, int places, int claimedPlaces, int claimedBySupporters, double fillRate) {
        static Filled of(Uptake uptake) {
            return new Filled(uptake.orders(), uptake.places(), uptake.claimed(), uptake.claimedBySupporters(),
                    Math.round(uptake.fillRate() * PRECISION) / PRECISION);
        }
    }

    /** @param reason why this unit, in the reader's language */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record AssignmentView(String unitId, String unitName, String communityId, String communityName, int places,
            BigDecimal distanceKm, Assignment.Answer status, Optional<SupportObstacle> obstacle, String reason) {}

    /**
     * @param lacks places that the community's own people could not fill
     * @param unmet those of them that nobody is asked for, or has agreed to fill
     */
    record ShortageView(String communityId, String communityName, int lacks, int unmet) {}

    /**
     * @param until the first instant that is no longer planned for
     * @param distanceKm the sum over all places, as first computed
     * @param expiresAt until when the district can approve
     * @param answerBy until when units can answer
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Summary(String planId, PlanStatus status, int horizonDays, Instant from, Instant until, Instant computedAt,
            Set<UnitKind> unitKinds, int radiusKm, Optional<String> subdistrictCode, int assignedPlaces, int consentedPlaces,
            long unmetPlaces, BigDecimal distanceKm, Optional<Instant> expiresAt, Optional<Instant> approvedAt,
            Optional<Instant> answerBy, Optional<Instant> activeSince, Optional<Instant> endedAt) {}

    /** @param after once it has ended: how far the same communities' orders of the horizon were filled by then */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record PlanView(@JsonUnwrapped Summary summary, List<AssignmentView> assignments, List<ShortageView> shortages, Filled before,
            Optional<Filled> after) {}

    record Arrow(String planId, PlanStatus status, String unitId, Location from, String communityId, Location to, int places) {}

    /** A plan, or that part of it which concerns a reader. */
    record Part(SupportPlan plan, Predicate<Assignment> which, Predicate<String> communities) {}

    static boolean seesAll(Caller caller) {
        return caller.isDistrictAdmin() || caller.has(Role.SUPERVISOR);
    }

    /** Refuses a reader whom no part of it concerns. */
    static Part part(SupportPlan plan, Caller caller) {
        if (seesAll(caller)) {
            return new Part(plan, _ -> true, _ -> true);
        }
        Predicate<Assignment> own = each -> caller.isLiaisonOf(each.unitId()) || caller.isOfficerOf(each.communityId());
        List<Assignment> concerned = plan.approvalIfGiven().isPresent()
                ? plan.draft().assignments().stream().filter(own).toList()
                : List.of();
        if (concerned.isEmpty()) {
            throw KitRefusal.FORBIDDEN.because();
        }
        Set<String> communities = concerned.stream().map(Assignment::communityId).collect(Collectors.toSet());
        return new Part(plan, own, communities::contains);
    }

    PlanView whole(SupportPlan plan, Locale locale) {
        return whole(new Part(plan, _ -> true, _ -> true), locale);
    }

    PlanView whole(Part part, Locale locale) {
        Draft draft = part.plan().draft();
        Map<String, Integer> helped = draft.assignments().stream().filter(each -> each.answer().stands())
                .collect(Collectors.groupingBy(Assignment::communityId, Collectors.summingInt(Assignment::places)));
        List<AssignmentView> assignments = draft.assignments().stream().filter(part.which()).map(each -> new AssignmentView(
                each.unitId(), each.unitName(), each.communityId(), each.communityName(), each.places(),
                Reasons.kilometres(each.metres()), each.answer(), each.obstacle(), reasons.of(each, draft.horizon(), locale)))
                .toList();
        List<ShortageView> shortages = draft.missing().stream().filter(each -> part.communities().test(each.communityId()))
                .map(each -> new ShortageView(each.communityId(), each.name(), each.lacks(),
                        each.lacks() - helped.getOrDefault(each.communityId(), 0)))
                .toList();
        return new PlanView(summary(part), assignments, shortages, Filled.of(draft.before()),
                part.plan() instanceof Ended ended ? Optional.of(Filled.of(ended.after())) : Optional.empty());
    }

    Summary summary(Part part) {
        SupportPlan plan = part.plan();
        Draft draft = plan.draft();
        Draft.Wish wish = draft.wish();
        return new Summary(draft.planId(), plan.status(), wish.horizonDays(), draft.horizon().from(), draft.horizon().until(),
                draft.computedAt(), new TreeSet<>(wish.unitKinds()), wish.radiusMetres() / 1_000, wish.subdistrictCode(),
                draft.places(part.which().and(each -> each.answer().stands())),
                draft.places(part.which().and(each -> each.answer().agreed())), draft.unmetPlaces(),
                Reasons.kilometres(draft.distanceMetres()),
                plan instanceof Proposed proposed ? Optional.of(proposed.expiresAt()) : Optional.empty(),
                plan.approvalIfGiven().map(Approval::at), plan.approvalIfGiven().map(Approval::answerBy), since(plan),
                plan instanceof Ended ended ? Optional.of(ended.at()) : Optional.empty());
    }

    static Stream<Arrow> arrows(SupportPlan plan) {
        return plan.draft().assignments().stream().filter(each -> each.answer().stands())
                .map(each -> new Arrow(plan.draft().planId(), plan.status(), each.unitId(), each.unitAt(), each.communityId(),
                        each.communityAt(), each.places()));
    }

    private static Optional<Instant> since(SupportPlan plan) {
        return switch (plan) {
            case Active active -> Optional.of(active.since());
            case Ended ended -> Optional.of(ended.since());
            case Proposed _,SupportPlan.Approved _,SupportPlan.Expired _ -> Optional.empty();
        };
    }
}
