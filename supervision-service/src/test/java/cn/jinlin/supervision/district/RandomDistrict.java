package cn.jinlin.supervision.district;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
import cn.jinlin.events.RequestEvent.OrderAccepted;
import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.OrderReopened;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.events.RequestEvent.Outcome;
import cn.jinlin.events.RequestEvent.ServiceResult;
import cn.jinlin.events.RequestEvent.ServiceVerdict;
import cn.jinlin.events.SupervisionEvent.FindingChanged;
import cn.jinlin.events.SupervisionEvent.FindingStatus;
import cn.jinlin.events.SupervisionEvent.InspectionChanged;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Party;
import cn.jinlin.events.SupervisionEvent.PartyKind;
import cn.jinlin.events.SupervisionEvent.Severity;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.events.SupervisionEvent.TargetKind;

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

    /** @param outcomes whole quantities by metric and unit */
    public record Figures(int registered, int active, int open, int claimed, long served, long minutes, long backfilled,
            Map<String, Integer> outcomes, int findings, int overdue) {}

    /** What the board has to show of one community. */
    public record Truth(String name, Figures figures, Optional<Integer> score) {}

    /** @param base orders end some hours before or after it, never close to it; services lie up to 180 days before it */
    public RandomDistrict(long seed, Instant base) {
        this.random = new Random(seed);
        this.base = base;
        this.prefix = "s" + seed + "-" + Long.toHexString(base.toEpochMilli()) + "-";
        for (int i = 0; i <= KNOWN; i++) {
            communities.add(String.format("%06d%03d%03d", 400_000 + seed, i % 2, i));
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
        for (int i = 0; i < 10; i++) {
            tellAcceptance(prefix + "done-" + i);
            tellInspection(prefix + "inspection-" + i);
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
        last(told, CommunityChanged.class).forEach(community -> {
            String id = community.communityId();
            truth.put(id, new Truth(community.name(), figures(told, Set.of(id), now),
                    last(told, InspectionChanged.class).filter(each -> each.target().targetId().equals(id))
                            .max(Comparator.comparing(InspectionChanged::inspectedAt)).map(InspectionChanged::score)));
        });
        return truth;
    }

    /** What all communities whose codes begin so come to together, each person counted once. */
    public static Figures together(List<Told> told, String area, Instant now) {
        return figures(told, last(told, CommunityChanged.class).map(CommunityChanged::communityId)
                .filter(id -> id.startsWith(area)).collect(Collectors.toSet()), now);
    }

    private static Figures figures(List<Told> told, Set<String> communities, Instant now) {
        Set<String> registered = new HashSet<>();
        last(told, MemberChanged.class).filter(member -> member.status() == MemberStatus.ACTIVE)
                .filter(member -> Stream.concat(member.unitCommunity().stream(), member.residence().stream()).anyMatch(
                        at -> communities.contains(at.communityId()) && at.status() == RegistrationStatus.CONFIRMED))
                .forEach(member -> registered.add(member.memberId()));
        List<ServiceRecordAppended> standing = standing(told);
        Set<String> active = new HashSet<>();
        standing.stream().filter(entry -> entry.kind() == EntryKind.VERIFIED)
                .filter(entry -> entry.servedAt().isAfter(now.minus(Duration.ofDays(90))))
                .map(ServiceRecordAppended::memberId).filter(registered::contains).forEach(active::add);
        List<OrderChanged> running = last(told, OrderChanged.class).filter(order -> communities.contains(order.communityId()))
                .filter(order -> order.status() == OrderStatus.OPEN || order.status() == OrderStatus.IN_PROGRESS)
                .filter(order -> order.endsAt().isAfter(now)).toList();
        int claimed = running.stream().mapToInt(OrderChanged::claimed).sum();
        int open = running.stream().mapToInt(order -> order.capacity().max() - order.claimed()).sum();
        Map<EntryKind, Long> minutes = standing.stream().filter(entry -> communities.contains(entry.communityId()))
                .collect(Collectors.groupingBy(ServiceRecordAppended::kind,
                        Collectors.summingLong(ServiceRecordAppended::minutes)));
        List<OrderAccepted> accepted = accepted(told).filter(each -> communities.contains(each.communityId())).toList();
        long served = accepted.stream().flatMap(each -> each.participants().stream())
                .filter(each -> each.verdict() == ServiceVerdict.SERVED).count();
        Map<String, Integer> outcomes = accepted.stream().flatMap(each -> each.outcomes().stream()).collect(Collectors.toMap(
                each -> each.metric() + " " + each.unit(), each -> each.quantity().intValueExact(), Integer::sum));
        List<Instant> due = last(told, FindingChanged.class).filter(finding -> finding.status() != FindingStatus.RESOLVED)
                .filter(finding -> finding.target().communityId().filter(communities::contains).isPresent())
                .map(FindingChanged::dueAt).toList();
        return new Figures(registered.size(), active.size(), open, claimed, served,
                minutes.getOrDefault(EntryKind.VERIFIED, 0L), minutes.getOrDefault(EntryKind.BACKFILLED, 0L), outcomes,
                due.size(), (int) due.stream().filter(each -> each.isBefore(now)).count());
    }

    /** Entries that were not taken back, each once. */
    private static List<ServiceRecordAppended> standing(List<Told> told) {
        Set<String> takenBack = new HashSet<>();
        all(told, ServiceRecordAppended.class).forEach(entry -> entry.voids().ifPresent(takenBack::add));
        return all(told, ServiceRecordAppended.class).filter(entry -> entry.kind() != EntryKind.VOID)
                .filter(entry -> !takenBack.contains(entry.entryId())).distinct().toList();
    }

    private static <E extends Event> Stream<E> all(List<Told> told, Class<E> type) {
        return told.stream().map(Told::event).filter(type::isInstance).map(type::cast);
    }

    /** The newest state of each aggregate. */
    private static <E extends Event> Stream<E> last(List<Told> told, Class<E> type) {
        return last(told, type::isInstance).map(type::cast);
    }

    /** Acceptances that were not taken back. */
    private static Stream<OrderAccepted> accepted(List<Told> told) {
        return last(told, event -> event instanceof OrderAccepted || event instanceof OrderReopened)
                .filter(OrderAccepted.class::isInstance).map(OrderAccepted.class::cast);
    }

    /** The newest event of each aggregate among those that count. */
    private static Stream<Event> last(List<Told> told, Predicate<Event> counts) {
        Map<String, Told> last = new TreeMap<>();
        told.stream().filter(each -> counts.test(each.event()))
                .forEach(each -> last.merge(each.event().aggregateId(), each, (a, b) -> b.version() > a.version() ? b : a));
        return last.values().stream().map(Told::event);
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

    /** Some are taken back, and some of these follow anew. */
    private void tellAcceptance(String order) {
        String community = pick(communities);
        tell(9, acceptance(order, community));
        if (random.nextInt(3) == 0) {
            tell(10, new OrderReopened(order, community, List.of(), "not clean", base));
            if (random.nextBoolean()) {
                tell(12, acceptance(order, community));
            }
        }
    }

    private OrderAccepted acceptance(String order, String community) {
        List<ServiceResult> participants = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            participants.add(new ServiceResult(prefix + "member-" + i, pick(List.of(ServiceVerdict.values())), 60));
        }
        List<Outcome> outcomes = random.nextBoolean()
                ? List.of()
                : List.of(new Outcome("debris", BigDecimal.valueOf(1 + random.nextInt(30)), "truckload"));
        return new OrderAccepted(order, community, participants, outcomes, base);
    }

    private void tellInspection(String id) {
        String community = pick(communities);
        Target target = new Target(TargetKind.COMMUNITY, community, Optional.of(community));
        tell(1, new InspectionChanged(id, Office.EFFICIENCY, target, base.minus(Duration.ofMinutes(random.nextInt(100_000))),
                random.nextInt(101), Optional.empty()));
        Target place = random.nextBoolean() ? target : new Target(TargetKind.MARKET, "market", Optional.of(pick(communities)));
        Instant due = base.plus(Duration.ofHours(random.nextBoolean() ? 2 + random.nextInt(40) : -2 - random.nextInt(40)));
        int versions = 1 + random.nextInt(3);
        for (int version = 1; version <= versions; version++) {
            tell(version, new FindingChanged(id + "-finding", id, place, new Party(PartyKind.COMMUNITY, community),
                    Severity.MINOR, pick(List.of(FindingStatus.values())), due, Optional.empty(), Optional.empty()));
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
