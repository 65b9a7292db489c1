package cn.jinlin.supervision.support;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.supervision.demand.Horizon;
import cn.jinlin.supervision.demand.Uptake;

/**
 * What was computed, and what became of each request.
 *
 * @param wish what was asked for
 * @param unmetPlaces places that nobody is asked for
 * @param distanceMetres the sum over all places, as first computed
 * @param before how far the orders of the horizon were filled then, in all communities that lacked people
 */
record Draft(String planId, Instant computedAt, String computedBy, Horizon horizon, Wish wish, List<Assignment> assignments,
        List<Missing> missing, long unmetPlaces, long distanceMetres, Uptake before) {
    /** @param subdistrictCode only communities of this sub-district are supported; empty for all */
    record Wish(int horizonDays, Set<UnitKind> unitKinds, int radiusMetres, Optional<String> subdistrictCode) {
        Wish {
            unitKinds = Set.copyOf(unitKinds);
        }
    }

    /** @param lacks places that the community's own people cannot fill */
    record Missing(String communityId, String name, int lacks) {}

    Draft {
        assignments = List.copyOf(assignments);
        missing = List.copyOf(missing);
    }

    /** Places that units are asked for or have agreed to. */
    int assignedPlaces() {
        return places(each -> each.answer().stands());
    }

    int consentedPlaces() {
        return places(each -> each.answer().agreed());
    }

    boolean asks(String unitId) {
        return assignments.stream().anyMatch(each -> each.isOf(unitId));
    }

    boolean waitsForAnswers() {
        return assignments.stream().anyMatch(each -> each.answer() == Assignment.Answer.ASKED);
    }

    boolean anybodyAgreed() {
        return assignments.stream().anyMatch(each -> each.answer().agreed());
    }

    Set<String> units(Predicate<Assignment> which) {
        return assignments.stream().filter(which).map(Assignment::unitId).collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> communities() {
        return assignments.stream().map(Assignment::communityId).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those assignments changed, the others as they are; {@code unmet} places more have nobody who is asked for them. */
    Draft changed(Predicate<Assignment> which, UnaryOperator<Assignment> change, long unmet) {
        return with(assignments.stream().map(each -> which.test(each) ? change.apply(each) : each).toList(), unmet);
    }

    /** Further requests; so many places fewer are unmet. */
    Draft plus(List<Assignment> further) {
        List<Assignment> all = new ArrayList<>(assignments);
        all.addAll(further);
        return with(all, -further.stream().mapToLong(Assignment::places).sum());
    }

    int places(Predicate<Assignment> which) {
        return assignments.stream().filter(which).mapToInt(Assignment::places).sum();
    }

    private Draft with(List<Assignment> all, long unmet) {
        return new Draft(planId, computedAt, computedBy, horizon, wish, all, missing, unmetPlaces + unmet, distanceMetres,
                before);
    }
}
