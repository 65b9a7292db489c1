package cn.jinlin.request.claim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.kit.Ids;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.test.EnginesConfiguration;
import cn.jinlin.kit.test.TokenTestConfiguration;
import cn.jinlin.request.admission.Claimants;
import cn.jinlin.request.order.Placing;
import cn.jinlin.request.order.Samples;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.order.Sheet;
import cn.jinlin.request.roster.HeldHour;
import cn.jinlin.request.schedule.Allowance;
import cn.jinlin.request.schedule.Hold;
import cn.jinlin.request.schedule.Schedules;
import cn.jinlin.request.terms.Offers;
import cn.jinlin.request.terms.Terms;
import cn.jinlin.request.test.District;
import cn.jinlin.request.test.MovableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of a claim that breaks off between the schedule and the order. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({EnginesConfiguration.class, TokenTestConfiguration.class, District.Beans.class})
class SettlingTest {
    private static final String COMMUNITY = "350211102006";

    @Autowired
    private ClaimDesk desk;
    @Autowired
    private Claimants claimants;
    @Autowired
    private ServiceOrders orders;
    @Autowired
    private Schedules schedules;
    @Autowired
    private District district;
    @Autowired
    private MovableClock clock;

    private ServiceOrder order() {
        Instant start = clock.instant().plus(Duration.ofDays(1));
        String id = Ids.next();
        Terms terms = new Terms(Optional.empty(), Optional.empty(), "t", "", Category.PUBLICITY, start, start.plusSeconds(3_600),
                new Capacity(1, 1), Audience.COMMUNITY, Optional.empty());
        orders.post(key(id), new ServiceOrder.Draft(Sheet.posted(id, "n", COMMUNITY, "OFFICER", terms, Offers.NONE)));
        return orders.change(id, key(Ids.next()), clock.instant(), current -> current.state().publish(clock.instant())).state();
    }

    private static RequestKey key(String id) {
        return new RequestKey(Optional.empty(), List.of(id));
    }

    private Optional<Hold.Standing> standing(String member, ServiceOrder order) {
        return schedules.of(member).on(order.orderId()).map(Hold::standing);
    }

    private void leaveHold(String member, ServiceOrder order, String token) {
        Instant now = clock.instant();
        schedules.hold(member, Hold.pending(order.orderId(), token, order.terms().startsAt(), order.terms().endsAt(), now), now,
                new Allowance(3, 2, Duration.ofDays(90)));
    }

    @Test
    void settlesAHoldThatNoClaimCameOfAndFencesItsToken() {
        ServiceOrder order = order();
        String member = district.memberOf(district.unit(COMMUNITY), COMMUNITY);
        leaveHold(member, order, "stalled");
        clock.move(Duration.ofSeconds(11));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(standing(member, order)).contains(Hold.Standing.OVER));
        HeldHour stale = new HeldHour("stalled", order.terms().startsAt(), order.terms().endsAt());
        assertThat(Samples.refusal(() -> orders.change(order.orderId(), key(Ids.next()), clock.instant(),
                current -> current.state().claim(claimants.of(member), 0, stale, clock.instant()))))
                .isEqualTo("HOLD_LOST");
        assertThat(
                desk.claim(order.orderId(), member, new ClaimDesk.Manner(0, Optional.empty()), key(Ids.next())).result().placed())
                .extracting(Placing.Placed::status)
                .containsExactly(ClaimStatus.CLAIMED);
    }

    @Test
    void keepsAHoldWhoseClaimTheOrderTookThoughNobodyHeardOfIt() {
        ServiceOrder order = order();
        String member = district.memberOf(district.unit(COMMUNITY), COMMUNITY);
        leaveHold(member, order, "taken");
        HeldHour hour = new HeldHour("taken", order.terms().startsAt(), order.terms().endsAt());
        orders.change(order.orderId(), key(Ids.next()), clock.instant(),
                current -> current.state().claim(claimants.of(member), 0, hour, clock.instant()));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(standing(member, order)).contains(Hold.Standing.TAKEN));
    }

    @Test
    void freesTheHourFromTheOrdersOwnEventWhenTheOrderIsCancelled() {
        ServiceOrder order = order();
        String member = district.memberOf(district.unit(COMMUNITY), COMMUNITY);
        desk.claim(order.orderId(), member, new ClaimDesk.Manner(0, Optional.empty()), key(Ids.next()));
        orders.change(order.orderId(), key(Ids.next()), clock.instant(),
                current -> current.state().cancel("rain", clock.instant()));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(standing(member, order)).contains(Hold.Standing.OVER));
    }

    @Test
    void findsAtOnceThatAnEarlierClaimEndedThoughTheScheduleHasNotHeardOfIt() {
        ServiceOrder first = order();
        ServiceOrder second = order();
        String member = district.memberOf(district.unit(COMMUNITY), COMMUNITY);
        desk.claim(first.orderId(), member, new ClaimDesk.Manner(0, Optional.empty()), key(Ids.next()));
        assertThat(Samples
                .refusal(() -> desk.claim(second.orderId(), member, new ClaimDesk.Manner(0, Optional.empty()), key(Ids.next()))))
                .isEqualTo("TIME_OVERLAP");
        orders.change(first.orderId(), key(Ids.next()), clock.instant(),
                current -> current.state().release(member, "BY_MEMBER", clock.instant()));
        assertThat(desk.claim(second.orderId(), member, new ClaimDesk.Manner(0, Optional.empty()), key(Ids.next())).result()
                .placed()).extracting(Placing.Placed::status)
                .containsExactly(ClaimStatus.CLAIMED);
    }

    @Test
    void findsItsOwnClaimWhenTheSameRequestIsTriedAgain() {
        ServiceOrder order = order();
        String member = district.memberOf(district.unit(COMMUNITY), COMMUNITY);
        RequestKey same = new RequestKey(Optional.of("print-" + member), List.of(Ids.next()));
        var once = desk.claim(order.orderId(), member, new ClaimDesk.Manner(0, Optional.empty()), same);
        assertThat(desk.claim(order.orderId(), member, new ClaimDesk.Manner(0, Optional.empty()), same).result())
                .isEqualTo(once.result());
        assertThat(Samples
                .refusal(() -> desk.claim(order.orderId(), member, new ClaimDesk.Manner(0, Optional.empty()), key(Ids.next()))))
                .isEqualTo("ALREADY_CLAIMED");
    }

    @Test
    void givesThePlaceOfAnErasedMemberToWhoWaits() {
        ServiceOrder order = order();
        String unit = district.unit(COMMUNITY);
        String member = district.memberOf(unit, COMMUNITY);
        String next = district.memberOf(unit, COMMUNITY);
        desk.claim(order.orderId(), member, new ClaimDesk.Manner(0, Optional.empty()), key(Ids.next()));
        desk.claim(order.orderId(), next, new ClaimDesk.Manner(0, Optional.empty()), key(Ids.next()));
        district.erased(member);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(
                () -> assertThat(Samples.standing(orders.get(order.orderId()).state(), next)).isEqualTo("CLAIMED"));
        assertThat(standing(member, order)).contains(Hold.Standing.OVER);
        assertThat(Samples
                .refusal(() -> desk.claim(order.orderId(), member, new ClaimDesk.Manner(0, Optional.empty()), key(Ids.next()))))
                .isEqualTo("MEMBER_NOT_REGISTERED");
    }
}
