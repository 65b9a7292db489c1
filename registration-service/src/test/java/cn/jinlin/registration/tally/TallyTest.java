package cn.jinlin.registration.tally;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RegistrationEvent.TeamChanged;
import cn.jinlin.events.RegistrationEvent.TeamKind;
import cn.jinlin.events.RegistrationEvent.TeamStatus;
import cn.jinlin.registration.calendar.Period;
import cn.jinlin.registration.tally.Tally.Figures;

import static org.assertj.core.api.Assertions.assertThat;

class TallyTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T01:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T01:00:00Z");

    @Test
    void keepsVerifiedAndBackfilledApartByMonthAndMember() {
        Tally tally = tally(line("a", "m1", EntryKind.VERIFIED, 60, MARCH), line("b", "m1", EntryKind.BACKFILLED, 30, APRIL),
                line("c", "m2", EntryKind.VERIFIED, 45, APRIL));

        assertThat(tally.all()).isEqualTo(new Figures(105, 30, 3, 2));
        assertThat(tally.months()).containsEntry(YearMonth.of(2026, 3), new Figures(60, 0, 1, 1))
                .containsEntry(YearMonth.of(2026, 4), new Figures(45, 30, 2, 2));
        assertThat(tally.members()).containsEntry("m1", new Figures(60, 30, 2, 1));
    }

    @Test
    void whatWasTakenBackCountsForNothing() {
        CountedEntry voiding = new CountedEntry("v", "m1", Optional.empty(), "here", Optional.empty(), EntryKind.VOID, -60,
                MARCH, Optional.of("a"));

        assertThat(tally(voiding, line("a", "m1", EntryKind.VERIFIED, 60, MARCH)).all()).isEqualTo(new Figures(0, 0, 0, 0));
        assertThat(tally(line("a", "m1", EntryKind.VERIFIED, 60, MARCH), voiding).members()).isEmpty();
    }

    @Test
    void aRollCoversWhatWasServedWhileInTheTeam() {
        Roll roll = Roll.of(team("m1", "m2")).then(team("m1", "m2"), MARCH).then(team("m2"), APRIL)
                .then(team("m2", "m1"), APRIL.plusSeconds(100));

        assertThat(roll.covered(List.of(line("early", "m1", EntryKind.VERIFIED, 1, MARCH.minusSeconds(1)),
                line("in", "m1", EntryKind.VERIFIED, 1, MARCH), line("out", "m1", EntryKind.VERIFIED, 1, APRIL),
                line("again", "m1", EntryKind.VERIFIED, 1, APRIL.plusSeconds(100)),
                line("stranger", "m3", EntryKind.VERIFIED, 1, MARCH)))).extracting(CountedEntry::entryId)
                .containsExactly("in", "again");
        assertThat(roll.membersIn(new Period(Optional.of(APRIL), Optional.of(APRIL.plusSeconds(100))))).containsExactly("m2");
    }

    private static Tally tally(CountedEntry... lines) {
        return Tally.of(List.of(lines), at -> YearMonth.from(at.atOffset(ZoneOffset.ofHours(8))));
    }

    private static TeamChanged team(String... members) {
        return new TeamChanged("t", TeamKind.VANGUARD, "亲邻先锋队", "here", Optional.empty(), Optional.empty(), List.of(members),
                TeamStatus.ACTIVE);
    }

    private static CountedEntry line(String id, String member, EntryKind kind, int minutes, Instant servedAt) {
        return new CountedEntry(id, member, Optional.empty(), "here", Optional.empty(), kind, minutes, servedAt,
                Optional.empty());
    }
}
