package cn.jinlin.supervision.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;

import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.supervision.demand.Forecast;
import cn.jinlin.supervision.demand.Horizon;
import cn.jinlin.supervision.demand.Outlook;
import cn.jinlin.supervision.demand.Outlook.Shortage;
import cn.jinlin.supervision.demand.Outlook.Supply;
import cn.jinlin.supervision.flow.Balance;
import cn.jinlin.supervision.flow.Lender;
import cn.jinlin.supervision.flow.Lending;
import cn.jinlin.supervision.flow.Need;
import cn.jinlin.supervision.support.Draft.Missing;
import cn.jinlin.supervision.support.Draft.Wish;

/** Computes plans, shows them, takes the district's approval, and looks after those whose time has come. */
@Service
class PlanDesk {
    private final SupportPlans plans;
    private final Forecast forecast;
    private final Balance balance;
    private final SupportProperties properties;
    private final Clock clock;
    /** A plan takes a whole core and much memory: one at a time. */
    private final Semaphore computing = new Semaphore(1);

    PlanDesk(SupportPlans plans, Forecast forecast, Balance balance, SupportProperties properties, Clock clock) {
        this.plans = plans;
        this.forecast = forecast;
        this.balance = balance;
        this.properties = properties;
        this.clock = clock;
    }

    /** What somebody asks for; what is empty is as the district has set it. */
    record Request(int horizonDays, Optional<Set<UnitKind>> unitKinds, Optional<Integer> radiusMetres,
            Optional<String> subdistrictCode) {}

    /** A plan that is not kept. */
    SupportPlan whatIf(Request request, String by) {
        return compute("what-if", request, by);
    }

    Versioned<SupportPlan> make(Request request, String by, RequestKey key) {
        return plans.aggregates().create(key.firstId(), key, Change.of(compute(key.firstId(), request, by)),
                _ -> KitRefusal.BUSY.because());
    }

    Versioned<SupportPlan> get(String planId) {
        return plans.aggregates().get(planId);
    }

    List<Versioned<SupportPlan>> page(SupportPlans.Query query, int limit) {
        return plans.page(query, limit);
    }

    /** @param version refuses where the caller has seen another version */
    Versioned<SupportPlan> approve(String planId, String by, RequestKey key, LongConsumer version) {
        Instant now = clock.instant();
        return plans.aggregates().change(planId, key, current -> {
            version.accept(current.version());
            return Change.of(current.state().approved(by, now, properties.answerWithin()));
        });
    }

    /** Lets a plan whose time has come go on. */
    void pass(String planId) {
        Draft draft = get(planId).state().draft();
        var uptake = forecast.uptake(lacking(draft), draft.horizon(), draft.units(each -> each.answer().agreed()));
        Instant now = clock.instant();
        plans.aggregates().change(planId, current -> Change.of(current.state().passed(now, uptake)));
    }

    private SupportPlan compute(String planId, Request request, String by) {
        Instant now = clock.instant();
        Wish wish = new Wish(request.horizonDays(), request.unitKinds().orElse(properties.unitKinds()),
                request.radiusMetres().orElse(properties.radiusMetres()), request.subdistrictCode());
        if (!computing.tryAcquire()) {
            throw KitRefusal.BUSY.because().retryAfter(Duration.ofSeconds(1));
        }
        try {
            return SupportPlan.proposed(draft(planId, wish, by, now), properties.approveWithin());
        } finally {
            computing.release();
        }
    }

    private Draft draft(String planId, Wish wish, String by, Instant now) {
        Horizon horizon = Horizon.of(now, wish.horizonDays(), properties.zone());
        Outlook outlook = forecast.outlook(horizon, wish.unitKinds());
        List<Shortage> shortages = outlook.shortages().stream()
                .filter(each -> wish.subdistrictCode().filter(code -> !each.communityId().startsWith(code)).isEmpty()).toList();
        Matched matched = match(outlook.supplies(), shortages, wish.radiusMetres());
        if (matched.assignments().size() > properties.mostAssignments()) {
            throw SupportPlanRefusal.PLAN_TOO_LARGE.because(matched.assignments().size(), properties.mostAssignments());
        }
        List<Missing> missing = shortages.stream().map(each -> new Missing(each.communityId(), each.name(), each.lacks()))
                .toList();
        long lacking = shortages.stream().mapToLong(Shortage::lacks).sum();
        int placed = matched.assignments().stream().mapToInt(Assignment::places).sum();
        return new Draft(planId, now, by, horizon, wish, matched.assignments(), missing, lacking - placed,
                matched.distanceMetres(),
                forecast.uptake(missing.stream().map(Missing::communityId).toList(), horizon, Set.of()));
    }

    /** @param distanceMetres over all places */
    record Matched(List<Assignment> assignments, long distanceMetres) {}

    /** Who lends to whom; communities whose place nobody knows get nobody. */
    Matched match(List<Supply> supplies, List<Shortage> shortages, int radiusMetres) {
        Map<String, Supply> lenders = supplies.stream().collect(Collectors.toMap(Supply::unitId, Function.identity()));
        Map<String, Shortage> needs = shortages.stream().collect(Collectors.toMap(Shortage::communityId, Function.identity()));
        Lending lending = balance.lend(
                supplies.stream().map(each -> new Lender(each.unitId(), each.at(), each.free())).toList(),
                shortages.stream().flatMap(each -> each.at().map(at -> new Need(each.communityId(), at, each.lacks())).stream())
                        .toList(),
                properties.reach(radiusMetres));
        List<Assignment> assignments = lending.loans().stream()
                .map(loan -> Assignment.of(Objects.requireNonNull(lenders.get(loan.lender().id())),
                        Objects.requireNonNull(needs.get(loan.need().id())), loan.need().at(), loan.places(),
                        loan.metres()))
                .toList();
        return new Matched(assignments, lending.distanceSteps() * Lending.STEP_METRES);
    }

    private static List<String> lacking(Draft draft) {
        return draft.missing().stream().map(Missing::communityId).toList();
    }
}
