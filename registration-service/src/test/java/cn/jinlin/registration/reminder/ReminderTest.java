package cn.jinlin.registration.reminder;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.registration.Elsewhere;

import static org.assertj.core.api.Assertions.assertThat;

class ReminderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T01:00:00Z");
    private static final List<Duration> BEFORE = List.of(Duration.ofHours(24), Duration.ofHours(2));

    @Test
    void remindsADayAndTwoHoursBeforeTheStartAsLongAsItComes() {
        Instant start = NOW.plus(Duration.ofHours(30));
        Reminder reminder = Reminder.none("o").follow(Elsewhere.order("o", "c", Optional.empty(), start, OrderStatus.OPEN), 1,
                BEFORE, NOW);

        assertThat(reminder.dueAt()).contains(NOW.plus(Duration.ofHours(6)));
        assertThat(reminder.due(NOW)).isFalse();
        Instant day = NOW.plus(Duration.ofHours(7));
        assertThat(reminder.due(day)).isTrue();
        assertThat(reminder.reminded(day).dueAt()).contains(start.minus(Duration.ofHours(2)));
        assertThat(reminder.due(start)).isFalse();
        assertThat(reminder.follow(Elsewhere.order("o", "c", Optional.empty(), start, OrderStatus.CANCELLED), 2, BEFORE, NOW)
                .dueAt()).isEmpty();
        assertThat(reminder.follow(Elsewhere.order("o", "c", Optional.empty(), start, OrderStatus.CANCELLED), 1, BEFORE, NOW))
                .isEqualTo(reminder);
    }

    @Test
    void aNewTimeMovesTheReminderAndNothingIsMadeUpFor() {
        Instant start = NOW.plus(Duration.ofHours(3));
        Reminder late = Reminder.none("o").follow(Elsewhere.order("o", "c", Optional.empty(), start, OrderStatus.OPEN), 1, BEFORE,
                NOW);

        assertThat(late.moments()).containsExactly(NOW.plus(Duration.ofHours(1)));
        Reminder moved = late.follow(
                Elsewhere.order("o", "c", Optional.empty(), start.plus(Duration.ofDays(2)), OrderStatus.OPEN), 2, BEFORE, NOW);
        assertThat(moved.moments()).hasSize(2);
    }
}
