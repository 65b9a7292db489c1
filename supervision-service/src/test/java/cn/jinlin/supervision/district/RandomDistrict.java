package cn.jinlin.supervision.district;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import cn.jinlin.events.Event;
import cn.jinlin.events.Location;
import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.events.RegistrationEvent.Registered;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.OrderStatus;

/**
 * The story of a small district, made from a seed, and the plain truth that follows from its last states: counted here a
 * second time, without any view.
 */
public final class RandomDistrict {
    private static final int KNOWN = 5;
    private static final List<String> COMPOUNDS = List.of("north", "south");

    private final Random random;
    private final Instant base;
    private final List<String> communities = new ArrayList<>();
    private final List<Told> story = new ArrayList<>();
    private final String prefix;

    /** An event with its version, as a publisher tells it. */
    public record Told(String id, long version, Event event) {}

    /** What the board has to show of one community. */
    public record Truth(String name, int registered, int active, int open, int claimed, long minutes) {}

    /** @param base orders end some hours before or after it, never close to it; services lie up to 180 days before it */
    public RandomDistrict(long seed, Instant base) {
        this.random = new Random(seed);
        this.base = base;
        this.prefix = "s" + seed + "-" + Long.toHexString(base.toEpochMilli()) + "-";
        for (int i = 0; i <= KNOWN; i++) {
            communities.add(String.format("%06d%06d", 400_000 + seed, i));
        }
        communities.subList(0, KNOWN).forEach(this::tellCommunity);
        for (int i = 0; i < 30; i++) {
            tellMember(prefix + "member-" + i);
        }
        for (int i = 0; i < 25; i++) {
            tellOrder(prefix + "order-" + i);
        }
        for (int i = 0; i < 80; i++) {
            tellCredit(i);
        }
    }

    /** Every event once, each aggregate's in the order of its versions. */
    public List<Told> inOrder() {
        return List.copyOf(story);
    }

    /** The same events in any order, some of them up to three times. */
    public List<Told> disturbed() {
        List<Told> disturbed = new ArrayList<>(story);
        story.stream().filter(_ -> random.nextInt(3) == 0).forEach(disturbed::add);
        story.stream().filter(_ -> random.nextInt(5) == 0).forEach(disturbed::add);
        Collections.shuffle(disturbed, random);
        return disturbed;
    }

    public List<String> knownCommunities() {
        return communities.subList(0, KNOWN);
    }

    /** The truth at a moment, for every community that was told of. */
    public Map<String, Truth> truth(Instant now) {
        return truth(story, now);
    }

    /** The truth of a part of the story, told in any order. */
    public static Map<String, Truth> truth(List<Told> told, Instant now) {
        Map<String, Truth> truth = new TreeMap<>();
        last(told, CommunityChanged.class)
                .forEach(community -> truth.put(community.communityId(), truthOf(community, told, now)));
        return truth;
    }

    private static Truth truthOf(CommunityChanged state, List<Told> told, Instant now) {
        String community = state.communityId();
        Set<String> registered = new HashSet<>();
        last(told, MemberChanged.class).filter(member -> member.status() == MemberStatus.ACTIVE)
                .filter(member -> Stream.concat(member.unitCommunity().stream(), member.residence().stream())
                        .anyMatch(at -> at.communityId().equals(community) && at.status() == RegistrationStatus.CONFIRMED))
                .forEach(member -> registered.add(member.memberId()));
        List<ServiceRecordAppended> standing = standing(told);
        Set<String> active = new HashSet<>();
        standing.stream().filter(entry -> entry.servedAt().isAfter(now.minus(Duration.ofDays(90))))
                .map(ServiceRecordAppended::memberId).filter(registered::contains).forEach(active::add);
        List<OrderChanged> running = last(told, OrderChanged.class).filter(order -> order.communityId().equals(community))
                .filter(order -> order.status() == OrderStatus.OPEN || order.status() == OrderStatus.IN_PROGRESS)
                .filter(order -> order.endsAt().isAfter(now)).toList();
        int claimed = running.stream().mapToInt(OrderChanged::claimed).sum();
        int open = running.stream().mapToInt(order -> order.capacity().max() - order.claimed()).sum();
        long minutes = standing.stream().filter(entry -> entry.communityId().equals(community))
                .mapToLong(ServiceRecordAppended::minutes).sum();
        return new Truth(state.name(), registered.size(), active.size(), open, claimed, minutes);
    }

    /** Scanned entries that were not taken back, each once. */
    private static List<ServiceRecordAppended> standing(List<Told> told) {
        Set<String> takenBack = new HashSet<>();
        all(told, ServiceRecordAppended.class).forEach(entry -> entry.voids().ifPresent(takenBack::add));
        return all(told, ServiceRecordAppended.class).filter(entry -> entry.kind() == EntryKind.VERIFIED)
                .filter(entry -> !takenBack.contains(entry.entryId())).distinct().toList();
    }

    private static <E extends Event> Stream<E> all(List<Told> told, Class<E> type) {
        return told.stream().map(Told::event).filter(type::isInstance).map(type::cast);
    }

    /** The newest state of each aggregate. */
    private static <E extends Event> Stream<E> last(List<Told> told, Class<E> type) {
        Map<String, Told> last = new TreeMap<>();
        told.stream().filter(each -> type.isInstance(each.event()))
                .forEach(each -> last.merge(each.event().aggregateId(), each, (a, b) -> b.version() > a.version() ? b : a));
        return last.values().stream().map(each -> type.cast(each.event()));
    }

    private void tell(long version, Event event) {
        story.add(new Told(prefix + "event-" + story.size(), version, event));
    }

    private void tellCommunity(String id) {
        int versions = 1 + random.nextInt(3);
        for (int version = 1; version <= versions; version++) {
            tell(version, new CommunityChanged(id, "community " + random.nextInt(1000), id.substring(0, 9), "town",
                    Optional.of(new Location(118.1, 24.6)), List.of()));
        }
    }

    private void tellMember(String id) {
        int versions = 1 + random.nextInt(5);
        for (int version = 1; version <= versions; version++) {
            MemberStatus status = random.nextInt(12) == 0 ? MemberStatus.DELETED : MemberStatus.ACTIVE;
            tell(version, new MemberChanged(id, MemberKind.PARTY_MEMBER, Optional.of("unit-1"), List.of(), status,
                    registration(Optional.empty()), registration(Optional.of(pick(COMPOUNDS)))));
        }
    }

    private Optional<Registered> registration(Optional<String> compound) {
        RegistrationStatus status = random.nextInt(4) > 0
                ? RegistrationStatus.CONFIRMED
                : pick(List.of(RegistrationStatus.values()));
        return random.nextInt(5) == 0 ? Optional.empty() : Optional.of(new Registered(pick(communities), compound, status, base));
    }

    private void tellOrder(String id) {
        String community = pick(communities);
        int versions = 1 + random.nextInt(5);
        for (int version = 1; version <= versions; version++) {
            Instant ends = base.plus(Duration.ofHours(random.nextBoolean() ? 2 + random.nextInt(40) : -2 - random.nextInt(40)));
            int capacity = 1 + random.nextInt(20);
            OrderStatus status = random.nextBoolean() ? pick(List.copyOf(Orders.RUNNING)) : pick(List.of(OrderStatus.values()));
            tell(version, new OrderChanged(id, "JL-1", community, Optional.empty(), "title", Category.CLEAN_HOME,
                    ends.minus(Duration.ofHours(1)), ends, new Capacity(1, capacity), Audience.DISTRICT, Audience.DISTRICT,
                    status,
                    "COMMUNITY", random.nextInt(capacity + 1), 0, List.of(), List.of()));
        }
    }

    private void tellCredit(int number) {
        String member = prefix + "member-" + random.nextInt(30);
        String entry = prefix + "entry-" + number;
        String community = pick(communities);
        EntryKind kind = random.nextInt(5) == 0 ? EntryKind.BACKFILLED : EntryKind.VERIFIED;
        Instant servedAt = base.minus(Duration.ofDays(random.nextInt(180))).minus(Duration.ofHours(6));
        int minutes = 30 + random.nextInt(180);
        tell(number * 2L + 1, entry(member, entry, community, kind, minutes, servedAt, Optional.empty()));
        if (random.nextInt(6) == 0) {
            tell(number * 2L + 2,
                    entry(member, entry + "-void", community, EntryKind.VOID, -minutes, servedAt, Optional.of(entry)));
        }
    }

    private static ServiceRecordAppended entry(String member, String id, String community, EntryKind kind, int minutes,
            Instant servedAt, Optional<String> voids) {
        return new ServiceRecordAppended(member + ":2026", id, member, Optional.of("unit-1"), community, Optional.empty(), kind,
                minutes, servedAt, 1, "00ff", voids);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
