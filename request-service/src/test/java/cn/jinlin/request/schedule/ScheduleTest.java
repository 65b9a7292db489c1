package cn.jinlin.request.schedule;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import cn.jinlin.kit.StateJson;
import cn.jinlin.request.order.Samples;
import cn.jinlin.request.schedule.Schedule.OrderReading;

import static cn.jinlin.request.schedule.Hold.Standing.MISSED;
import static cn.jinlin.request.schedule.Hold.Standing.OVER;
import static cn.jinlin.request.schedule.Hold.Standing.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

class ScheduleTest {
    private static final Instant NOW = Samples.NOW;
    private static final Allowance ALLOWED = new Allowance(3, 2, Duration.ofDays(90));
    private static final Schedule EMPTY = Schedule.of("anna");

    private static Hold hold(String order, int fromHour, int untilHour) {
        return Hold.pending(order, "token-" + order, NOW.plus(Duration.ofHours(fromHour)), NOW.plus(Duration.ofHours(untilHour)),
                NOW);
    }

    private static String refusal(Schedule schedule, Hold hold) {
        return Samples.refusal(() -> schedule.hold(hold, NOW, ALLOWED));
    }

    private static OrderReading reading(String order, Hold.Standing standing, long version) {
        return new OrderReading("token-" + order, standing, NOW.plus(Duration.ofHours(1)), NOW.plus(Duration.ofHours(2)),
                version);
    }

    @Test
    void refusesHoursThatOverlapButNotHoursThatTouch() {
        Schedule schedule = EMPTY.hold(hold("a", 2, 4), NOW, ALLOWED);
        assertThat(refusal(schedule, hold("b", 3, 5))).isEqualTo("TIME_OVERLAP");
        assertThat(refusal(schedule, hold("b", 1, 9))).isEqualTo("TIME_OVERLAP");
        assertThat(refusal(schedule, hold("b", 4, 5))).isEqualTo("none");
        assertThat(refusal(schedule, hold("b", 1, 2))).isEqualTo("none");
    }

    @Test
    void refusesAFourthOpenClaimAndCountsNothingThatIsOver() {
        Schedule three = EMPTY.hold(hold("a", 1, 2), NOW, ALLOWED).hold(hold("b", 2, 3), NOW, ALLOWED).hold(hold("c", 3, 4),
                NOW, ALLOWED);
        assertThat(refusal(three, hold("d", 5, 6))).isEqualTo("TOO_MANY_OPEN_CLAIMS");
        assertThat(refusal(three.read(reading("a", OVER, 7)), hold("d", 5, 6))).isEqualTo("none");
        assertThat(Samples.refusal(() -> three.hold(hold("d", 5, 6), NOW.plus(Duration.ofHours(2)), ALLOWED))).isEqualTo("none");
    }

    @Test
    void namesTheOverlapBeforeTheNumber() {
        Schedule three = EMPTY.hold(hold("a", 1, 2), NOW, ALLOWED).hold(hold("b", 2, 3), NOW, ALLOWED).hold(hold("c", 3, 4),
                NOW, ALLOWED);
        assertThat(refusal(three, hold("d", 3, 6))).isEqualTo("TIME_OVERLAP");
    }

    @Test
    void letsARetryFindItsOwnHoldAndAnotherRequestWait() {
        Schedule schedule = EMPTY.hold(hold("a", 2, 4), NOW, ALLOWED);
        Hold other = Hold.pending("a", "another", NOW, NOW.plusSeconds(60), NOW);
        assertThat(schedule.hold(hold("a", 2, 4), NOW, ALLOWED)).isEqualTo(schedule);
        assertThat(refusal(schedule, other)).isEqualTo("CLAIM_UNDER_WAY");
    }

    @Test
    void givesBackOnlyWhatNobodyTook() {
        Schedule pending = EMPTY.hold(hold("a", 2, 4), NOW, ALLOWED);
        assertThat(pending.giveBack("token-a").holds()).isEmpty();
        assertThat(pending.read(reading("a", TAKEN, 3)).giveBack("token-a").holds()).hasSize(1);
    }

    @Test
    void followsTheNewestReadingOfTheOrderAlone() {
        Schedule taken = EMPTY.hold(hold("a", 2, 4), NOW, ALLOWED).read(reading("a", TAKEN, 5));
        assertThat(taken.read(reading("a", OVER, 4))).isEqualTo(taken);
        assertThat(taken.read(reading("a", OVER, 6)).on("a").orElseThrow().standing()).isEqualTo(Hold.Standing.OVER);
        assertThat(taken.on("a").orElseThrow().from()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void isDueTenSecondsAfterAHoldThatNobodyConfirmed() {
        Schedule pending = EMPTY.hold(hold("a", 2, 4), NOW, ALLOWED);
        assertThat(pending.dueAt()).contains(NOW.plusSeconds(10));
        assertThat(hold("a", 2, 4).brokenOff(NOW.plusSeconds(9))).isFalse();
        assertThat(hold("a", 2, 4).brokenOff(NOW.plusSeconds(10))).isTrue();
        assertThat(pending.read(reading("a", TAKEN, 1)).dueAt()).isEmpty();
    }

    @Test
    void remembersTheNewestEndedOnes() {
        Schedule schedule = EMPTY;
        for (int i = 0; i < Schedule.REMEMBERED + 50; i++) {
            schedule = schedule.hold(hold("o" + i, i, i + 1), NOW, ALLOWED).read(reading("o" + i, OVER, 1));
        }
        assertThat(schedule.holds()).hasSize(Schedule.REMEMBERED);
        assertThat(schedule.on("o" + (Schedule.REMEMBERED + 49))).isPresent();
    }

    private static Schedule absent(Schedule schedule, String order, int fromHour) {
        return schedule.hold(hold(order, fromHour, fromHour + 1), NOW, ALLOWED)
                .read(new OrderReading("token-" + order, MISSED, NOW.plus(Duration.ofHours(fromHour)),
                        NOW.plus(Duration.ofHours(fromHour + 1)), 9));
    }

    @Test
    void wantsAnOfficersWordFromTheSecondAbsenceInNinetyDaysOn() {
        Schedule once = absent(EMPTY, "a", 1);
        Schedule twice = absent(once, "b", 5);
        assertThat(once.awaitsOfficer(NOW, ALLOWED)).isFalse();
        assertThat(twice.awaitsOfficer(NOW, ALLOWED)).isTrue();
        assertThat(twice.awaitsOfficer(NOW.plus(Duration.ofDays(90)).plus(Duration.ofHours(1)), ALLOWED)).isTrue();
        assertThat(twice.awaitsOfficer(NOW.plus(Duration.ofDays(90)).plus(Duration.ofHours(1)).plusMillis(1), ALLOWED)).isFalse();
        assertThat(twice.awaitsOfficer(NOW, Allowance.UNBOUND)).isFalse();
    }

    @Test
    void countsAnAbsenceThatBecomesKnownAfterTheHourWasFreeAgain() {
        Schedule over = EMPTY.hold(hold("a", 1, 2), NOW, ALLOWED).read(reading("a", OVER, 5));
        Schedule judged = over.read(reading("a", MISSED, 6));
        assertThat(judged.on("a").orElseThrow().standing()).isEqualTo(MISSED);
        assertThat(judged.read(reading("a", TAKEN, 7))).isEqualTo(judged);
        assertThat(refusal(judged, hold("b", 1, 2))).isEqualTo("none");
    }

    @Test
    void forgetsNoAbsenceForClaimsThatWereGivenUp() {
        Schedule schedule = absent(absent(EMPTY, "a", 1), "b", 3);
        for (int i = 0; i < Schedule.REMEMBERED + 50; i++) {
            schedule = schedule.hold(hold("o" + i, 10 + i, 11 + i), NOW, ALLOWED).read(reading("o" + i, OVER, 1));
        }
        assertThat(schedule.awaitsOfficer(NOW, ALLOWED)).isTrue();
    }

    @Test
    void comesBackFromItsJson() {
        Schedule schedule = EMPTY.hold(hold("a", 2, 4), NOW, ALLOWED);
        assertThat(StateJson.mapper().readValue(StateJson.mapper().writeValueAsString(schedule), Schedule.class))
                .isEqualTo(schedule);
    }
}
