package cn.jinlin.registration.tally;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;

import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.registration.calendar.DistrictCalendar;
import cn.jinlin.registration.calendar.Period;
import cn.jinlin.registration.community.Community;
import cn.jinlin.registration.community.CommunityDesk;
import cn.jinlin.registration.order.KnownOrder;
import cn.jinlin.registration.order.KnownOrders;
import cn.jinlin.registration.unit.UnitDesk;

/** Sums up who served what; {@link KitRefusal#NOT_FOUND} where there is no such unit, team, community or compound. */
@Service
class TallyDesk {
    private final CountedEntries entries;
    private final Rolls rolls;
    private final KnownOrders orders;
    private final UnitDesk units;
    private final CommunityDesk communities;
    private final DistrictCalendar calendar;

    TallyDesk(CountedEntries entries, Rolls rolls, KnownOrders orders, UnitDesk units, CommunityDesk communities,
            DistrictCalendar calendar) {
        this.entries = entries;
        this.rolls = rolls;
        this.orders = orders;
        this.units = units;
        this.communities = communities;
        this.calendar = calendar;
    }

    /** What its people served while they were its people. */
    Tally ofUnit(String unitId, Period period) {
        if (units.find(unitId).isEmpty()) {
            throw KitRefusal.NOT_FOUND.because("unit", unitId);
        }
        return tally(entries.ofUnit(unitId, period));
    }

    Roll roll(String teamId) {
        return rolls.find(teamId).orElseThrow(() -> KitRefusal.NOT_FOUND.because("team", teamId));
    }

    /** What its members served, wherever, while they were in the team. */
    Tally ofTeam(Roll team, Period period) {
        return tally(team.covered(entries.ofMembers(team.membersIn(period), period)));
    }

    /** What was served in the community, or on the orders of one of its compounds. */
    Tally ofCommunity(String communityId, Optional<String> compoundId, Period period) {
        Community community = communities.find(communityId)
                .orElseThrow(() -> KitRefusal.NOT_FOUND.because("community", communityId));
        compoundId.filter(compound -> !community.hasCompound(compound)).ifPresent(unknown -> {
            throw KitRefusal.NOT_FOUND.because("compound", unknown);
        });
        List<CountedEntry> found = entries.ofCommunity(communityId, period);
        return tally(compoundId.map(compound -> onOrdersOf(compound, found)).orElse(found));
    }

    private List<CountedEntry> onOrdersOf(String compound, List<CountedEntry> found) {
        Map<String, KnownOrder> known = orders
                .byId(found.stream().map(CountedEntry::orderId).flatMap(Optional::stream).collect(Collectors.toSet()));
        return found.stream()
                .filter(entry -> entry.orderId().flatMap(order -> Optional.ofNullable(known.get(order)))
                        .flatMap(KnownOrder::compoundId).filter(compound::equals).isPresent())
                .toList();
    }

    private Tally tally(List<CountedEntry> found) {
        return Tally.of(found, calendar::monthOf);
    }
}
