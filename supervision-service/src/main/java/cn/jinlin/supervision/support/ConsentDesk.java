package cn.jinlin.supervision.support;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;

import cn.jinlin.events.RegistrationEvent.SupportRefused;
import cn.jinlin.events.RegistrationEvent.SupportTied;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.supervision.demand.Forecast;
import cn.jinlin.supervision.demand.Horizon;
import cn.jinlin.supervision.demand.Outlook;
import cn.jinlin.supervision.demand.Outlook.Shortage;
import cn.jinlin.supervision.demand.Outlook.Supply;
import cn.jinlin.supervision.support.Assignment.Answer;

/** Takes the units' answers, and what registration-service made of them. */
@Service
class ConsentDesk {
    private final SupportPlans plans;
    private final PlanDesk desk;
    private final Forecast forecast;
    private final Clock clock;

    ConsentDesk(SupportPlans plans, PlanDesk desk, Forecast forecast, Clock clock) {
        this.plans = plans;
        this.desk = desk;
        this.forecast = forecast;
        this.clock = clock;
    }

    Versioned<SupportPlan> consent(String planId, String unitId, RequestKey key) {
        Instant now = clock.instant();
        return plans.aggregates().change(planId, key, current -> current.state().consented(unitId, now));
    }

    /** Offers to the next best what the unit declines; looks again where somebody else answered meanwhile. */
    Versioned<SupportPlan> decline(String planId, String unitId, RequestKey key) {
        while (true) {
            Instant now = clock.instant();
            Versioned<SupportPlan> seen = plans.aggregates().get(planId);
            List<Assignment> instead = instead(seen.state(), unitId, now);
            var committed = plans.aggregates().execute(planId, key, Boolean.class, current -> {
                if (current == null || current.version() != seen.version()) {
                    return Outcome.unchanged(false);
                }
                return Outcome.changed(Change.of(current.state().declined(unitId, now, instead)), true);
            });
            if (committed.result()) {
                return committed.after();
            }
        }
    }

    void tied(SupportTied told) {
        Instant now = clock.instant();
        change(told.supportPlanId(), plan -> plan.tied(told.unitId(), told.communityId(), now));
    }

    void notTied(SupportRefused told) {
        change(told.supportPlanId(), plan -> plan.notTied(told.unitId(), told.communityId(), told.reason()));
    }

    /** A tie under a plan that nobody knows here is somebody else's. */
    private void change(String planId, UnaryOperator<SupportPlan> step) {
        if (plans.aggregates().find(planId).isPresent()) {
            plans.aggregates().change(planId, current -> Change.of(step.apply(current.state())));
        }
    }

    private List<Assignment> instead(SupportPlan plan, String unitId, Instant now) {
        plan.declined(unitId, now, List.of());
        Draft draft = plan.draft();
        List<Assignment> given = draft.assignments().stream().filter(each -> each.isOf(unitId) && each.answer() == Answer.ASKED)
                .toList();
        if (given.isEmpty()) {
            return List.of();
        }
        Outlook outlook = forecast.outlook(new Horizon(now, draft.horizon().until()), draft.wish().unitKinds());
        return desk.match(spare(outlook.supplies(), draft, unitId), missing(given), draft.wish().radiusMetres()).assignments();
    }

    /** Who is free beyond what the plan asks for already; who declined or said nothing is not asked again. */
    private static List<Supply> spare(List<Supply> supplies, Draft draft, String unitId) {
        Set<String> unwilling = draft.units(each -> !each.answer().stands() || each.isOf(unitId));
        Map<String, Integer> taken = draft.assignments().stream().filter(each -> each.answer().stands())
                .collect(Collectors.groupingBy(Assignment::unitId, Collectors.summingInt(Assignment::places)));
        return supplies.stream().filter(each -> !unwilling.contains(each.unitId()))
                .map(each -> new Supply(each.unitId(), each.name(), each.at(),
                        each.free() - taken.getOrDefault(each.unitId(), 0)))
                .filter(each -> each.free() > 0).toList();
    }

    private static List<Shortage> missing(List<Assignment> given) {
        Map<String, Shortage> missing = new TreeMap<>();
        given.forEach(each -> missing.merge(each.communityId(),
                new Shortage(each.communityId(), each.communityName(), Optional.of(each.communityAt()), each.places()),
                (a, b) -> new Shortage(a.communityId(), a.name(), a.at(), a.lacks() + b.lacks())));
        return List.copyOf(missing.values());
    }
}
