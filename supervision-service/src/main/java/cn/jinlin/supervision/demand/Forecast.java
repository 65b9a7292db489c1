package cn.jinlin.supervision.demand;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import cn.jinlin.events.Location;
import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.events.RegistrationEvent.TieKind;
import cn.jinlin.events.RegistrationEvent.TieStatus;
import cn.jinlin.events.RegistrationEvent.UnitChanged;
import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.supervision.demand.Engagements.Engagement;
import cn.jinlin.supervision.demand.Outlook.Shortage;
import cn.jinlin.supervision.demand.Outlook.Supply;
import cn.jinlin.supervision.district.Communities;
import cn.jinlin.supervision.district.Members;
import cn.jinlin.supervision.district.Orders;
import cn.jinlin.supervision.district.Orders.Planned;
import cn.jinlin.supervision.district.Units;
import cn.jinlin.supervision.flow.Balance;
import cn.jinlin.supervision.flow.Helpers;
import cn.jinlin.supervision.flow.Lending;
import cn.jinlin.supervision.flow.Need;

/** Reads from the views who will be missing and who will be free. */
@Component
public class Forecast {
    /** Orders that began longer ago are not looked for, whether somebody is still busy with them. */
    private static final Duration LONGEST_ORDER = Duration.ofDays(7);
    private static final Set<OrderStatus> TO_COME = EnumSet.of(OrderStatus.OPEN, OrderStatus.IN_PROGRESS);
    private static final Location NOWHERE = new Location(0, 0);

    private final Communities communities;
    private final Units units;
    private final Members members;
    private final Orders orders;
    private final Engagements engagements;
    private final Balance balance;

    Forecast(Communities communities, Units units, Members members, Orders orders, Engagements engagements, Balance balance) {
        this.communities = communities;
        this.units = units;
        this.members = members;
        this.orders = orders;
        this.engagements = engagements;
        this.balance = balance;
    }

    /** @param kinds whose people may be lent */
    public Outlook outlook(Horizon horizon, Set<UnitKind> kinds) {
        Map<String, CommunityChanged> known = communities.all().stream()
                .collect(Collectors.toMap(CommunityChanged::communityId, Function.identity(), (a, b) -> a, TreeMap::new));
        Map<String, UnitChanged> lenders = units.all().stream().filter(unit -> kinds.contains(unit.kind()))
                .collect(Collectors.toMap(UnitChanged::unitId, Function.identity(), (a, b) -> a, TreeMap::new));
        List<Planned> ahead = orders.startingIn(known.keySet(), horizon.from().minus(LONGEST_ORDER), horizon.until()).stream()
                .filter(order -> TO_COME.contains(order.status()) && order.endsAt().isAfter(horizon.from())).toList();
        List<Need> needs = needs(ahead, horizon);
        List<Helpers> helpers = helpers(busyWith(ahead), lenders.keySet());
        Lending home = balance.atHome(helpers, needs);
        return new Outlook(supplies(helpers, home, lenders, known), shortages(needs, home, known));
    }

    /** How far the orders are filled that begin in a horizon, whatever has become of them since. */
    public Uptake uptake(Collection<String> communityIds, Horizon horizon, Set<String> supporters) {
        List<Planned> begun = orders.startingIn(communityIds, horizon.from(), horizon.until());
        int claimed = begun.stream().mapToInt(Planned::claimed).sum();
        long bySupporters = engagements.heldOn(begun.stream().map(Planned::orderId).toList()).stream()
                .filter(held -> held.unitId().filter(supporters::contains).isPresent()).count();
        return new Uptake(begun.size(), begun.stream().mapToInt(Planned::capacity).sum(), claimed, (int) bySupporters);
    }

    private static List<Need> needs(List<Planned> ahead, Horizon horizon) {
        Map<String, Integer> open = new TreeMap<>();
        ahead.stream().filter(order -> order.startsAt().isAfter(horizon.from()))
                .forEach(order -> open.merge(order.communityId(), Math.max(0, order.capacity() - order.claimed()),
                        Math::addExact));
        return open.entrySet().stream().map(each -> new Need(each.getKey(), NOWHERE, each.getValue())).toList();
    }

    private Set<String> busyWith(List<Planned> ahead) {
        return engagements.heldOn(ahead.stream().map(Planned::orderId).toList()).stream().map(Engagement::memberId)
                .collect(Collectors.toSet());
    }

    /** People alike are one entry: of the same unit, and at home in the same communities. */
    private List<Helpers> helpers(Set<String> busy, Set<String> lenders) {
        record Alike(String unitId, Set<String> homes) {}
        Map<Alike, Integer> free = new HashMap<>();
        members.registered().stream().filter(member -> !busy.contains(member.memberId()))
                .forEach(member -> free.merge(new Alike(member.unitId().orElse(""), new TreeSet<>(member.communities())), 1,
                        Integer::sum));
        return free.entrySet().stream().map(each -> new Helpers(each.getKey().unitId() + "@" + each.getKey().homes(),
                each.getKey().homes(), each.getValue(), lenders.contains(each.getKey().unitId()))).toList();
    }

    private static List<Supply> supplies(List<Helpers> helpers, Lending home, Map<String, UnitChanged> lenders,
            Map<String, CommunityChanged> known) {
        Map<String, Integer> free = new TreeMap<>();
        helpers.stream().filter(Helpers::lendable).forEach(each -> free.merge(unitOf(each.id()), each.people(), Integer::sum));
        home.loans().forEach(loan -> free.computeIfPresent(unitOf(loan.lender().id()), (_, left) -> left - loan.places()));
        List<Supply> supplies = new ArrayList<>();
        free.forEach((unitId, left) -> Optional.ofNullable(lenders.get(unitId)).filter(_ -> left > 0)
                .ifPresent(unit -> at(unit, known).ifPresent(at -> supplies.add(new Supply(unitId, unit.name(), at, left)))));
        return supplies;
    }

    /** Where a unit is; one that says nothing of it counts as being at its partner community. */
    private static Optional<Location> at(UnitChanged unit, Map<String, CommunityChanged> known) {
        return unit.location().or(() -> unit.partnerCommunities().stream()
                .filter(tie -> tie.kind() == TieKind.PARTNER && tie.status() == TieStatus.CONFIRMED)
                .flatMap(tie -> Optional.ofNullable(known.get(tie.communityId())).flatMap(CommunityChanged::location).stream())
                .findFirst());
    }

    private static List<Shortage> shortages(List<Need> needs, Lending home, Map<String, CommunityChanged> known) {
        Map<String, Integer> filled = home.loans().stream()
                .collect(Collectors.groupingBy(loan -> loan.need().id(), Collectors.summingInt(Lending.Loan::places)));
        return needs.stream().filter(need -> need.places() > filled.getOrDefault(need.id(), 0))
                .flatMap(need -> Optional.ofNullable(known.get(need.id()))
                        .map(community -> new Shortage(need.id(), community.name(), community.location(),
                                need.places() - filled.getOrDefault(need.id(), 0)))
                        .stream())
                .toList();
    }

    private static String unitOf(String helpersId) {
        return helpersId.substring(0, helpersId.indexOf('@'));
    }
}
