package cn.jinlin.supervision.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import cn.jinlin.supervision.evidence.Deed;
import cn.jinlin.supervision.rule.Evidence.Item;

/** What orders, communities and devices may show. */
public final class PlaceRules {
    private PlaceRules() {}

    /**
     * Accepted participants whose check-in nobody has told of; or, from the limit on, not one who checked in with a phone
     * of their own. An item is an accepted participant; its measure is 0 without a check-in, and 1 for the officer's roll call.
     */
    public static Optional<Evidence> acceptedWithoutCheckIns(List<Deed> served, List<Deed> checkIns, Set<String> settled,
            Limits limits) {
        Map<String, Boolean> byOfficer = checkIns.stream()
                .collect(Collectors.toMap(in -> in.memberId().orElse(""), Deed::byOfficer, Boolean::logicalAnd));
        List<Deed> fresh = Evidence.fresh(served, settled);
        List<Item> missing = fresh.stream().filter(each -> !byOfficer.containsKey(each.memberId().orElse("")))
                .map(each -> Item.of(each, 0)).toList();
        boolean nobodyThemselves = fresh.size() >= limits.servedWithoutCheckIn()
                && fresh.stream().allMatch(each -> byOfficer.getOrDefault(each.memberId().orElse(""), true));
        return Evidence.of(nobodyThemselves
                ? fresh.stream().map(each -> Item.of(each, byOfficer.containsKey(each.memberId().orElse("")) ? 1 : 0)).toList()
                : missing);
    }

    /** At least so many members within the time; an item is a scan, its measure how many members there are. */
    public static Optional<Evidence> oneDeviceManyMembers(List<Deed> scans, Set<String> settled, Limits limits) {
        List<Deed> found = Windows.inAny(Evidence.fresh(scans, settled), Deed::at, limits.deviceWithin(),
                window -> members(window) >= limits.membersPerDevice());
        return Evidence.of(found.stream().map(scan -> Item.of(scan, members(found))).toList());
    }

    /**
     * Published orders of a stretch of time of which at least the share fell through; an item is one that did, its measure
     * the share in percent of all that were weighed.
     *
     * @param published the orders, with their starts
     * @param fallen which of them were cancelled or expired; others in it are left out, since nobody was told of them
     */
    public static Optional<Evidence> mostlyCancelled(List<Deed> published, List<Deed> fallen, Set<String> settled,
            Limits limits) {
        Set<String> gone = fallen.stream().map(Deed::orderId).collect(Collectors.toSet());
        List<Deed> fresh = published.stream().filter(order -> !settled.contains(order.orderId()))
                .sorted(Comparator.comparing(PlaceRules::start).thenComparing(Deed::orderId)).toList();
        List<Deed> weighed = Windows.inAny(fresh, PlaceRules::start, limits.postingsWithin(),
                window -> window.size() >= limits.postings() && share(window, gone) >= limits.fallenThrough());
        List<Item> items = weighed.stream().filter(order -> gone.contains(order.orderId()))
                .map(order -> new Item(order.orderId(), start(order), Optional.of(order.orderId()), Optional.empty(),
                        Optional.of(order.communityId()), Optional.empty(), Math.round(100 * share(weighed, gone))))
                .toList();
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(new Evidence(items, weighed.stream().map(Deed::orderId).toList()));
    }

    /**
     * Orders beside a crowded one that were published, had not fallen through and had not one claim when it became crowded. The items are the crowded
     * order and those beside it; the measure is how many they are.
     *
     * @param claimed orders that somebody had claimed by then
     */
    public static Optional<Evidence> swarming(Deed crowded, List<Deed> published, List<Deed> fallen,
            Set<String> claimed, Set<String> settled, Limits limits) {
        Set<String> gone = fallen.stream().filter(order -> !order.at().isAfter(crowded.at())).map(Deed::orderId)
                .collect(Collectors.toSet());
        List<Deed> empty = published.stream()
                .filter(order -> !order.orderId().equals(crowded.orderId()) && !order.at().isAfter(crowded.at())
                        && !gone.contains(order.orderId()) && !claimed.contains(order.orderId()))
                .toList();
        if (empty.size() < limits.emptyBeside() || settled.contains(crowded.key())) {
            return Optional.empty();
        }
        List<Item> items = new ArrayList<>(empty.stream().map(order -> Item.of(order, empty.size())).toList());
        items.add(Item.of(crowded, empty.size()));
        return Evidence.of(items);
    }

    private static long members(List<Deed> scans) {
        return scans.stream().flatMap(scan -> scan.memberId().stream()).distinct().count();
    }

    private static double share(List<Deed> window, Set<String> fallen) {
        return (double) window.stream().filter(order -> fallen.contains(order.orderId())).count() / window.size();
    }

    private static Instant start(Deed order) {
        return order.startsAt().orElse(order.at());
    }
}
