package cn.jinlin.request.claim;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.kit.Ids;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.test.EnginesConfiguration;
import cn.jinlin.kit.test.TokenTestConfiguration;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.order.Sheet;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.roster.Roster;
import cn.jinlin.request.schedule.Hold;
import cn.jinlin.request.schedule.Schedules;
import cn.jinlin.request.terms.Offers;
import cn.jinlin.request.terms.Terms;
import cn.jinlin.request.test.District;
import cn.jinlin.request.test.MovableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Many want few places, through the real store and broker. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({EnginesConfiguration.class, TokenTestConfiguration.class, District.Beans.class})
class ClaimRaceTest {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimRaceTest.class);
    private static final String COMMUNITY = "350211102006";
    private static final int PLACES = 50;
    private static final int MEMBERS = 500;
    private static final int CLAIMS = 2_000;

    @Autowired
    private ClaimDesk desk;
    @Autowired
    private ServiceOrders orders;
    @Autowired
    private Schedules schedules;
    @Autowired
    private District district;
    @Autowired
    private MovableClock clock;

    private final LongAdder taken = new LongAdder();
    private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();

    private String openOrder(int places) {
        Instant start = clock.instant().plus(Duration.ofDays(1));
        String id = Ids.next();
        Terms terms = new Terms(Optional.empty(), Optional.empty(), "t", "", Category.PUBLICITY, start, start.plusSeconds(3_600),
                new Capacity(1, places), Audience.COMMUNITY, Optional.empty());
        orders.post(key(id), new ServiceOrder.Draft(Sheet.posted(id, "n", COMMUNITY, "OFFICER", terms, Offers.NONE)));
        orders.change(id, key(Ids.next()), clock.instant(), current -> current.state().publish(clock.instant()));
        return id;
    }

    private static RequestKey key(String id) {
        return new RequestKey(Optional.empty(), List.of(id));
    }

    @Test
    void givesFiftyPlacesToFiftyMembersWhenTwoThousandClaimAtOnce() throws Exception {
        String order = openOrder(PLACES);
        List<String> members = district.members(MEMBERS, district.unit(COMMUNITY), COMMUNITY);
        List<String> callers = new ArrayList<>();
        for (int i = 0; i < CLAIMS; i++) {
            callers.add(members.get(i % MEMBERS));
        }
        Collections.shuffle(callers, new java.util.Random(20_260_516));
        Versioned<ServiceOrder> before = orders.get(order);
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = callers.stream().<Future<?>>map(member -> threads.submit(() -> claim(order, member))).toList();
            for (Future<?> each : done) {
                each.get();
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        Versioned<ServiceOrder> after = orders.get(order);
        long commits = after.version() - before.version() - taken.sum();
        LOG.info("{} claims by {} members on {} places: {} got something, refused {}, {} commits on the order, {} ms", CLAIMS,
                MEMBERS, PLACES, taken, refused, commits, took.toMillis());

        Roster roster = after.state().sheet().roster();
        assertThat(roster.claimed()).isEqualTo(PLACES);
        assertThat(roster.waitlisted()).isEqualTo(PLACES);
        assertThat(roster.claims()).extracting(Claim::memberId).doesNotHaveDuplicates();
        assertThat(taken.sum()).isEqualTo(2L * PLACES);
        assertThat(refused.keySet()).isSubsetOf("ALREADY_CLAIMED", "ORDER_FULL");
        assertThat(refused.values().stream().mapToLong(LongAdder::sum).sum()).isEqualTo(CLAIMS - 2L * PLACES);
        assertThat(commits).isLessThan(CLAIMS / 4);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> members.forEach(member -> assertAgrees(order, member)));
    }

    private void claim(String order, String member) {
        while (true) {
            try {
                desk.claim(order, member, new ClaimDesk.Manner(0, Optional.empty()), key(Ids.next()));
                taken.increment();
                return;
            } catch (Refused e) {
                if (e.refusal() != KitRefusal.BUSY) {
                    refused.computeIfAbsent(e.refusal().name(), code -> new LongAdder()).increment();
                    return;
                }
            }
        }
    }

    /** The schedule holds the hour exactly when the order has the member. */
    private void assertAgrees(String order, String member) {
        Optional<Hold.Standing> held = schedules.of(member).on(order).map(Hold::standing)
                .filter(standing -> standing != Hold.Standing.OVER);
        boolean live = orders.get(order).state().sheet().roster().live(member).isPresent();
        assertThat(held).isEqualTo(live ? Optional.of(Hold.Standing.TAKEN) : Optional.empty());
    }

    @Test
    void letsOneMemberHaveOneOfManyOrdersAtTheSameHour() throws Exception {
        String member = district.memberOf(district.unit(COMMUNITY), COMMUNITY);
        List<String> same = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            same.add(openOrder(5));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = same.stream().<Future<?>>map(order -> threads.submit(() -> claim(order, member))).toList();
            for (Future<?> each : done) {
                each.get();
            }
        }
        assertThat(taken.sum()).isEqualTo(1);
        assertThat(refused.keySet()).containsExactly("TIME_OVERLAP");
        assertThat(orders.all(same)).filteredOn(order -> order.state().sheet().roster().hasLive()).hasSize(1);
    }

    @Test
    void keepsThePlacesFullWhileMembersComeAndGo() throws Exception {
        String order = openOrder(5);
        List<String> members = district.members(20, district.unit(COMMUNITY), COMMUNITY);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = members.stream().<Future<?>>map(member -> threads.submit(() -> comeAndGo(order, member)))
                    .toList();
            for (Future<?> each : done) {
                each.get();
            }
        }
        Roster roster = orders.get(order).state().sheet().roster();
        assertThat(roster.claimed()).isLessThanOrEqualTo(5);
        assertThat(roster.waitlisted() == 0 || roster.claimed() == 5).isTrue();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> members.forEach(member -> assertAgrees(order, member)));
    }

    private void comeAndGo(String order, String member) {
        for (int round = 0; round < 6; round++) {
            claim(order, member);
            try {
                desk.release(order, member, "BY_MEMBER", key(Ids.next()));
            } catch (Refused e) {
                refused.computeIfAbsent(e.refusal().name(), code -> new LongAdder()).increment();
            }
        }
        claim(order, member);
    }
}
