package cn.jinlin.request.recommendation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.Location;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.request.admission.Admission;
import cn.jinlin.request.order.Samples;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.Sheet;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.roster.Claimant;
import cn.jinlin.request.roster.HeldHour;
import cn.jinlin.request.schedule.Allowance;
import cn.jinlin.request.schedule.Hold;
import cn.jinlin.request.schedule.Hours;
import cn.jinlin.request.schedule.Schedule;
import cn.jinlin.request.terms.Offers;
import cn.jinlin.request.terms.Terms;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Members who follow recommendations, in made-up districts and many rounds. Several look at the same moment and only then
 * claim, so what they were told may be over; whoever has to wait goes where it is told to go instead.
 */
class SpreadingTest {
    private static final List<String> COMMUNITIES = List.of("350211102006", "350211102001", "350211001003", "350211103005");
    private static final Allowance ALLOWANCE = new Allowance(3, 2, Duration.ofDays(90));
    private static final int ROUNDS = 200;

    private final Map<String, Location> places = new HashMap<>();
    private final Map<String, ServiceOrder> orders = new LinkedHashMap<>();
    private final Map<String, Claimant> members = new LinkedHashMap<>();
    private final Map<String, Schedule> schedules = new HashMap<>();
    private Random random;
    private int token;

    private void settle(long seed) {
        random = new Random(seed);
        Stream.of(places, orders, members, schedules).forEach(Map::clear);
        COMMUNITIES.forEach(id -> places.put(id, new Location(118 + random.nextDouble() / 5, 24.5 + random.nextDouble() / 5)));
        for (int i = 0; i < 14; i++) {
            ServiceOrder order = order("order-" + i);
            orders.put(order.orderId(), order);
        }
        for (int i = 0; i < 10 + random.nextInt(40); i++) {
            String id = "member-" + i;
            Set<String> homes = random.nextBoolean()
                    ? Set.of(community())
                    : Set.copyOf(List.of(community(), community()).stream()
                            .distinct().toList());
            members.put(id, new Claimant(id, Optional.empty(), homes, List.of(), List.of()));
            schedules.put(id, Hours.none(id));
        }
    }

    private String community() {
        return COMMUNITIES.get(random.nextInt(COMMUNITIES.size()));
    }

    private ServiceOrder order(String id) {
        Instant start = Samples.START.plus(Duration.ofHours(random.nextInt(6)));
        int max = 1 + random.nextInt(6);
        Terms terms = new Terms(Optional.empty(), Optional.empty(), id, "", Category.values()[random.nextInt(5)], start,
                start.plus(Duration.ofHours(2)), new Capacity(1 + random.nextInt(max), max),
                random.nextInt(3) == 0 ? Audience.COMMUNITY : Audience.DISTRICT, Optional.empty());
        return new ServiceOrder.Draft(Sheet.posted(id, id, community(), "OFFICER", terms, Offers.NONE)).publish(Samples.NOW)
                .state();
    }

    private Admission admission(String member, Optional<String> without) {
        Schedule schedule = schedules.get(member);
        return new Admission(members.get(member), without.map(schedule::without).orElse(schedule), ALLOWANCE, Samples.NOW);
    }

    private List<ServiceOrder> claimable(String member, Optional<String> without) {
        Admission admission = admission(member, without);
        return orders.values().stream().filter(admission::givesPlace).toList();
    }

    private Optional<String> recommended(String member, Optional<String> instead) {
        Claimant who = members.get(member);
        Standpoint from = new Standpoint(who, who.confirmedIn().stream().map(places::get).toList(), places, Map.of(), Map.of());
        return Suggestion.best(claimable(member, instead), from, 1).stream().findFirst().map(best -> best.order().orderId());
    }

    private boolean waits(String member, ServiceOrder order) {
        return order.sheet().roster().of(member).map(Claim::status).filter(ClaimStatus.WAITLISTED::equals).isPresent();
    }

    private Stream<String> waitsFor(String member) {
        return orders.values().stream().filter(order -> waits(member, order)).map(ServiceOrder::orderId);
    }

    /** As the claim goes: the hour first, then the order, which may have filled up since the member looked. */
    private void claim(String member, String orderId) {
        ServiceOrder order = orders.get(orderId);
        if (!admission(member, Optional.empty()).hasTimeFor(order)) {
            return;
        }
        HeldHour hour = new HeldHour("token-" + token++, order.terms().startsAt(), order.terms().endsAt());
        try {
            orders.put(orderId, order.claim(members.get(member), 0, hour, Samples.NOW).state());
            Schedule held = Hours.pending(schedules.get(member), orderId, hour, Samples.NOW);
            schedules.put(member, Hours.read(held, hour, Hold.Standing.TAKEN, token));
        } catch (Refused full) {
            // the hour is free again
        }
    }

    private void giveUp(String member, String orderId) {
        orders.put(orderId, orders.get(orderId).release(member, "BY_MEMBER", Samples.NOW).state());
        schedules.put(member, schedules.get(member).without(orderId));
    }

    /** What a member does of what it was told. */
    private record Move(String member, Optional<String> from, String to) {}

    private Optional<Move> move(String member) {
        Optional<Move> further = recommended(member, Optional.empty()).map(to -> new Move(member, Optional.empty(), to));
        return further.or(() -> waitsFor(member)
                .flatMap(from -> recommended(member, Optional.of(from)).map(to -> new Move(member, Optional.of(from), to))
                        .stream())
                .findFirst());
    }

    /** Returns how many rounds it took until nobody was told to go anywhere. */
    private int follow(int atOnce) {
        for (int round = 0; round < ROUNDS; round++) {
            List<String> turn = new ArrayList<>(members.keySet());
            Collections.shuffle(turn, random);
            boolean moved = false;
            for (int i = 0; i < turn.size(); i += atOnce) {
                List<Move> moves = turn.subList(i, Math.min(turn.size(), i + atOnce)).stream().flatMap(one -> move(one).stream())
                        .toList();
                moved |= !moves.isEmpty();
                moves.forEach(this::carryOut);
            }
            if (!moved) {
                return round;
            }
        }
        throw new AssertionError("they still move after " + ROUNDS + " rounds");
    }

    private void carryOut(Move move) {
        move.from().filter(from -> waits(move.member(), orders.get(from))).ifPresent(from -> giveUp(move.member(), from));
        claim(move.member(), move.to());
    }

    /** Orders that nobody comes to while somebody waits for another who could come, if only it gave up waiting. */
    private List<String> deserted() {
        List<String> deserted = new ArrayList<>();
        for (ServiceOrder full : orders.values()) {
            members.keySet().stream().filter(member -> waits(member, full)).forEach(member -> claimable(member,
                    Optional.of(full.orderId())).stream().filter(other -> other.sheet().roster().claimed() == 0)
                    .forEach(empty -> deserted.add(empty.orderId() + " while " + member + " waits for " + full.orderId())));
        }
        return deserted;
    }

    @Test
    void leaveNoOrderEmptyWhileOneWhoCouldGoThereWaitsForAnother() {
        for (long seed = 0; seed < 120; seed++) {
            for (int atOnce : List.of(1, 3, 12, 100)) {
                settle(seed);
                follow(atOnce);
                assertThat(deserted()).as("seed %d, %d at once", seed, atOnce).isEmpty();
            }
        }
    }

    @Test
    void waitForNothingWhenEachSeesWhatTheOthersDid() {
        for (long seed = 0; seed < 120; seed++) {
            settle(seed);
            follow(1);
            assertThat(orders.values()).as("seed %d", seed)
                    .allSatisfy(order -> assertThat(order.sheet().roster().waitlisted()).isZero());
        }
    }

    /** That the model can tell: members who take whatever starts first swarm to it, and leave others empty. */
    @Test
    void wouldSwarmIfTheyTookWhatStartsFirst() {
        int swarms = 0;
        for (long seed = 0; seed < 120; seed++) {
            settle(seed);
            for (String member : members.keySet()) {
                orders.values().stream().sorted(Comparator.comparing(order -> order.terms().startsAt()))
                        .map(ServiceOrder::orderId).forEach(id -> claim(member, id));
            }
            swarms += deserted().isEmpty() ? 0 : 1;
        }
        assertThat(swarms).isGreaterThan(20);
    }

    @Test
    void areNotAllSentToTheSameOrderWhenTheyLookAtOnce() {
        settle(1);
        orders.clear();
        members.clear();
        for (int i = 0; i < 10; i++) {
            Terms terms = Samples.terms(4, Audience.DISTRICT);
            orders.put("o" + i, new ServiceOrder.Draft(Sheet.posted("o" + i, "n", COMMUNITIES.getFirst(), "OFFICER", terms,
                    Offers.NONE)).publish(Samples.NOW).state());
        }
        Map<String, Integer> told = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            String id = "m" + i;
            members.put(id, Samples.resident(id, COMMUNITIES.getFirst()));
            schedules.put(id, Hours.none(id));
            told.merge(recommended(id, Optional.empty()).orElseThrow(), 1, Integer::sum);
        }
        assertThat(told).hasSize(10);
        assertThat(told.values()).allSatisfy(many -> assertThat(many).isBetween(5, 45));
    }
}
