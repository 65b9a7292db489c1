package cn.jinlin.registration.pairing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.kit.StateJson;
import cn.jinlin.registration.pairing.Pairing.EndReason;
import cn.jinlin.registration.pairing.Pairing.Ending;
import cn.jinlin.registration.pairing.Pairing.Pair;
import cn.jinlin.registration.pairing.Pairing.Terms;
import cn.jinlin.registration.visit.Visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PairingTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** Half past midnight of 2 March in the district, still 1 March in UTC. */
    private static final Instant NOW = Instant.parse("2026-03-01T16:30:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    private final Pairing fresh = Pairing.made("p", new Pair("h", "m", "350211102006"), new Terms(7, Optional.empty()), NOW,
            ZONE);
    private final Pairing pairing = fresh.settle();

    @Test
    void beginsOnTheDistrictsDay() {
        assertThat(pairing.startedOn()).isEqualTo(TODAY);
        assertThat(pairing.due().on()).isEqualTo(TODAY.plusDays(7));
        assertThat(pairing.due().remindAt()).isEqualTo("2026-03-09T01:00:00Z");
        assertThat(pairing.due().overdueAt()).isEqualTo("2026-03-09T16:00:00Z");
    }

    @Test
    void isOverdueOnlyAfterTheWholeDueDay() {
        assertThat(pairing.overdue(pairing.due().overdueAt().minusMillis(1))).isFalse();
        assertThat(pairing.overdue(pairing.due().overdueAt())).isTrue();
        assertThat(pairing.end(Ending.of(EndReason.OTHER, NOW)).overdue(Instant.MAX)).isFalse();
    }

    @Test
    void aNewPairingIsLookedAtAtOnce() {
        assertThat(fresh.dueAt()).contains(NOW);
        assertThat(fresh.reminder(Instant.MAX)).isEmpty();
        assertThat(pairing.dueAt()).contains(pairing.due().remindAt());
    }

    @Test
    void remindsOnceForEachDueDate() {
        Instant morning = pairing.due().remindAt();
        assertThat(pairing.reminder(morning.minusMillis(1))).isEmpty();
        assertThat(pairing.reminder(morning)).contains(new Pairing.Reminder("p", "m", TODAY.plusDays(7)));

        Pairing reminded = pairing.reminded(TODAY.plusDays(7));
        assertThat(reminded.dueAt()).isEmpty();
        assertThat(reminded.reminder(Instant.MAX)).isEmpty();
        assertThat(pairing.reminded(TODAY)).isEqualTo(pairing);
        Pairing visited = reminded.visited(visit("v", TODAY.plusDays(8)), TODAY.plusDays(8), ZONE);
        assertThat(visited.due().on()).isEqualTo(TODAY.plusDays(15));
        assertThat(visited.dueAt()).contains(visited.due().remindAt());
    }

    @Test
    void countsFromTheLatestVisitWhateverTheOrderOfEntry() {
        Pairing visited = pairing.visited(visit("v1", TODAY.plusDays(5)), TODAY.plusDays(6), ZONE)
                .visited(visit("v2", TODAY.plusDays(1)), TODAY.plusDays(6), ZONE);

        assertThat(visited.lastVisitOn()).contains(TODAY.plusDays(5));
        assertThat(visited.due().on()).isEqualTo(TODAY.plusDays(12));
        assertThat(visited.minutes()).isEqualTo(80);
        assertThat(visited.visits()).extracting(Visit::visitId).containsExactly("v1", "v2");
    }

    @Test
    void refusesVisitsOfTheFutureAndFromBeforeThePairing() {
        assertThatThrownBy(() -> pairing.visited(visit("v", TODAY.plusDays(1)), TODAY, ZONE)).hasMessage("INVALID_INPUT");
        assertThatThrownBy(() -> pairing.visited(visit("v", TODAY.minusDays(1)), TODAY, ZONE)).hasMessage("INVALID_INPUT");
        assertThat(pairing.visited(visit("v", TODAY), TODAY, ZONE).visits()).hasSize(1);
    }

    @Test
    void holdsABoundedNumberOfVisits() {
        Pairing full = pairing;
        for (int i = 0; i < Pairing.MOST_VISITS; i++) {
            full = full.visited(visit("v" + i, TODAY), TODAY, ZONE);
        }
        Pairing most = full;
        assertThatThrownBy(() -> most.visited(visit("v", TODAY), TODAY, ZONE)).hasMessage("TOO_MANY_VISITS");
    }

    @Test
    void anotherRhythmCountsFromTheLastVisit() {
        Pairing rarer = pairing.visited(visit("v", TODAY.plusDays(2)), TODAY.plusDays(2), ZONE)
                .agreed(new Terms(30, Optional.of("t")), ZONE);

        assertThat(rarer.due().on()).isEqualTo(TODAY.plusDays(32));
        assertThat(rarer.terms().teamId()).contains("t");
    }

    @Test
    void whatEndedTakesNoFurtherCommandAndKeepsItsHistory() {
        Pairing ended = pairing.visited(visit("v", TODAY), TODAY, ZONE).end(Ending.of(EndReason.MOVED_AWAY, NOW));

        assertThat(ended.dueAt()).as("to be told").contains(ended.since());
        assertThat(ended.settle().dueAt()).isEmpty();
        assertThat(ended.visits()).hasSize(1);
        assertThatThrownBy(() -> ended.end(Ending.of(EndReason.OTHER, NOW))).hasMessage("PAIRING_ENDED");
        assertThatThrownBy(() -> ended.visited(visit("w", TODAY), TODAY, ZONE)).hasMessage("PAIRING_ENDED");
        assertThatThrownBy(() -> ended.agreed(new Terms(3, Optional.empty()), ZONE)).hasMessage("PAIRING_ENDED");
        assertThat(ended.reminded(ended.due().on())).isEqualTo(ended);
    }

    @Test
    void erasureTakesTheNotesAndLeavesTheFigures() {
        Pairing erased = pairing.visited(visit("v", TODAY), TODAY, ZONE)
                .end(new Ending(EndReason.OTHER, Optional.of("sealed"), NOW)).withoutNotes();

        assertThat(StateJson.mapper().writeValueAsString(erased)).doesNotContain("sealed");
        assertThat(erased.minutes()).isEqualTo(40);
        assertThat(erased.ending()).map(Ending::reason).contains(EndReason.OTHER);
    }

    @Test
    void survivesTheStore() {
        Pairing whole = pairing.agreed(new Terms(3, Optional.of("t")), ZONE).visited(visit("v", TODAY), TODAY, ZONE)
                .reminded(TODAY.plusDays(3)).end(new Ending(EndReason.OTHER, Optional.of("n"), NOW.plus(Duration.ofDays(1))));

        String json = StateJson.mapper().writeValueAsString(whole);
        assertThat(StateJson.mapper().readValue(json, Pairing.class)).isEqualTo(whole);
    }

    private static Visit visit(String id, LocalDate on) {
        return new Visit(id, on, 40, Optional.of("sealed"), "somebody", NOW);
    }
}
