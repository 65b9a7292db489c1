package cn.jinlin.request.schedule;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import cn.jinlin.kit.StateJson;
import cn.jinlin.request.order.Samples;
import cn.jinlin.request.schedule.Schedule.OrderReading;

import static org.assertj.core.api.Assertions.assertThat;

class ScheduleTest {
    private static final Instant NOW = Samples.NOW;
    private static final Schedule EMPTY = Schedule.of("anna");

    private static Hold hold(String order, int fromHour, int untilHour) {
        return Hold.pending(order, "token-" + order, NOW.plus(Duration.ofHours(fromHour)), NOW.plus(Duration.ofHours(untilHour)),
                NOW);
    }

    private static String refusal(Schedule schedule, Hold hold) {
        return Samples.refusal(() -> schedule.hold(hold, NOW, 3));
    }

    private static OrderReading reading(String order, boolean live, long version) {
        return new OrderReading("token-" + order, live, NOW.plus(Duration.ofHours(1)), NOW.plus(Duration.ofHours(2)), version);
    }

    @Test
    void refusesHoursThatOverlapButNotHoursThatTouch() {
        Schedule schedule = EMPTY.hold(hold("a", 2, 4), NOW, 3);
        assertThat(refusal(schedule, hold("b", 3, 5))).isEqualTo("TIME_OVERLAP");
        assertThat(refusal(schedule, hold("b", 1, 9))).isEqualTo("TIME_OVERLAP");
        assertThat(refusal(schedule, hold("b", 4, 5))).isEqualTo("none");
        assertThat(refusal(schedule, hold("b", 1, 2))).isEqualTo("none");
    }

    @Test
    void refusesAFourthOpenClaimAndCountsNothingThatIsOver() {
        Schedule three = EMPTY.hold(hold("a", 1, 2), NOW, 3).hold(hold("b", 2, 3), NOW, 3).hold(hold("c", 3, 4), NOW, 3);
        assertThat(refusal(three, hold("d", 5, 6))).isEqualTo("TOO_MANY_OPEN_CLAIMS");
        assertThat(refusal(three.read(reading("a", false, 7)), hold("d", 5, 6))).isEqualTo("none");
        assertThat(Samples.refusal(() -> three.hold(hold("d", 5, 6), NOW.plus(Duration.ofHours(2)), 3))).isEqualTo("none");
    }

    @Test
    void namesTheOverlapBeforeTheNumber() {
        Schedule three = EMPTY.hold(hold("a", 1, 2), NOW, 3).hold(hold("b", 2, 3), NOW, 3).hold(hold("c", 3, 4), NOW, 3);
        assertThat(refusal(three, hold("d", 3, 6))).isEqualTo("TIME_OVERLAP");
    }

    @Test
    void letsARetryFindItsOwnHoldAndAnotherRequestWait() {
        Schedule schedule = EMPTY.hold(hold("a", 2, 4), NOW, 3);
        Hold other = Hold.pending("a", "another", NOW, NOW.plusSeconds(60), NOW);
        assertThat(schedule.hold(hold("a", 2, 4), NOW, 3)).isEqualTo(schedule);
        assertThat(refusal(schedule, other)).isEqualTo("CLAIM_UNDER_WAY");
    }

    @Test
    void givesBackOnlyWhatNobodyTook() {
        Schedule pending = EMPTY.hold(hold("a", 2, 4), NOW, 3);
        assertThat(pending.giveBack("token-a").holds()).isEmpty();
        assertThat(pending.read(reading("a", true, 3)).giveBack("token-a").holds()).hasSize(1);
    }

    @Test
    void followsTheNewestReadingOfTheOrderAlone() {
        Schedule taken = EMPTY.hold(hold("a", 2, 4), NOW, 3).read(reading("a", true, 5));
        assertThat(taken.read(reading("a", false, 4))).isEqualTo(taken);
        assertThat(taken.read(reading("a", false, 6)).on("a").orElseThrow().standing()).isEqualTo(Hold.Standing.OVER);
        assertThat(taken.on("a").orElseThrow().from()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void isDueTenSecondsAfterAHoldThatNobodyConfirmed() {
        Schedule pending = EMPTY.hold(hold("a", 2, 4), NOW, 3);
        assertThat(pending.dueAt()).contains(NOW.plusSeconds(10));
        assertThat(hold("a", 2, 4).brokenOff(NOW.plusSeconds(9))).isFalse();
        assertThat(hold("a", 2, 4).brokenOff(NOW.plusSeconds(10))).isTrue();
        assertThat(pending.read(reading("a", true, 1)).dueAt()).isEmpty();
    }

    @Test
    void remembersTheNewestEndedOnes() {
        Schedule schedule = EMPTY;
        for (int i = 0; i < Schedule.REMEMBERED + 50; i++) {
            schedule = schedule.hold(hold("o" + i, i, i + 1), NOW, 3).read(reading("o" + i, false, 1));
        }
        assertThat(schedule.holds()).hasSize(Schedule.REMEMBERED);
        assertThat(schedule.on("o" + (Schedule.REMEMBERED + 49))).isPresent();
    }

    @Test
    void comesBackFromItsJson() {
        Schedule schedule = EMPTY.hold(hold("a", 2, 4), NOW, 3);
        assertThat(StateJson.mapper().readValue(StateJson.mapper().writeValueAsString(schedule), Schedule.class))
                .isEqualTo(schedule);
    }
}
