package cn.jinlin.supervision.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.supervision.evidence.Deed;
import cn.jinlin.supervision.evidence.LedgerEntry;

import static org.assertj.core.api.Assertions.assertThat;

class SumsTest {
    private static final Instant AT = Instant.parse("2026-05-16T08:30:00Z");

    @Test
    void addsUpWhatStands() {
        Sums sums = sums(
                List.of(entry("a", "member-1", EntryKind.VERIFIED, 60, null),
                        entry("b", "member-1", EntryKind.BACKFILLED, 30, null),
                        entry("c", "member-2", EntryKind.VERIFIED, 90, null), entry("d", "member-2", EntryKind.VOID, -90, "c")),
                List.of());
        assertThat(sums.totals()).isEqualTo(new Sums.Totals(90, 60, 30, 2, 1, 1));
    }

    @Test
    void agreesWithWhatWasScanned() {
        Sums sums = sums(
                List.of(entry("a", "member-1", EntryKind.VERIFIED, 60, null), entry("x", "member-1", EntryKind.VOID, -60, "a"),
                        entry("b", "member-2", EntryKind.BACKFILLED, 30, null)),
                List.of(credit("a", "member-1", 60)));
        assertThat(sums.comparison()).isEqualTo(new Sums.Comparison(1, 60, 1, 60, 0, 0, 0, true));
    }

    @Test
    void tellsEachWayInWhichTheyMayDisagree() {
        Sums sums = sums(
                List.of(entry("a", "member-1", EntryKind.VERIFIED, 60, null),
                        entry("b", "member-2", EntryKind.VERIFIED, 75, null)),
                List.of(credit("b", "member-2", 60), credit("c", "member-3", 45)));
        assertThat(sums.comparison()).isEqualTo(new Sums.Comparison(2, 105, 2, 135, 1, 1, 1, false));
    }

    @Test
    void neitherOrderNorRepetitionMatters() {
        List<LedgerEntry> entries = new ArrayList<>(List.of(entry("a", "member-1", EntryKind.VERIFIED, 60, null),
                entry("b", "member-2", EntryKind.VERIFIED, 75, null), entry("d", "member-2", EntryKind.VOID, -75, "b")));
        List<Deed> credits = List.of(credit("a", "member-1", 60), credit("a", "member-1", 60));
        Sums.Totals once = sums(entries, credits).totals();
        entries.addAll(List.copyOf(entries));
        Collections.shuffle(entries, new Random(3));
        assertThat(sums(entries, credits).totals()).isEqualTo(once);
        assertThat(sums(entries, credits).comparison().credits()).isEqualTo(1);
    }

    @Test
    void knowsTheEndOfEachChain() {
        List<LedgerEntry> chain = List.of(placed("m:2026", 2, "h2"), placed("m:2026", 1, "h1"), placed("m:2025", 1, "h"));
        assertThat(Head.of(chain)).extracting(Head::ledgerId, Head::entries, Head::hash, Head::intact).containsExactly(
                org.assertj.core.groups.Tuple.tuple("m:2025", 1L, "h", true),
                org.assertj.core.groups.Tuple.tuple("m:2026", 2L, "h2", true));
        assertThat(Head.of(List.of(placed("m:2026", 1, "h1"), placed("m:2026", 1, "forged")))).extracting(Head::intact)
                .containsExactly(false);
        assertThat(Head.of(List.of(placed("m:2026", 1, "h1"), placed("m:2026", 3, "h3")))).extracting(Head::intact)
                .containsExactly(false);
        assertThat(Head.of(List.of(placed("m:2026", 2, "h2")))).extracting(Head::intact).containsExactly(false);
    }

    private static Sums sums(List<LedgerEntry> entries, List<Deed> credits) {
        Sums sums = new Sums();
        entries.forEach(sums::add);
        credits.forEach(sums::add);
        return sums;
    }

    private static LedgerEntry entry(String order, String member, EntryKind kind, int minutes,
            @org.jspecify.annotations.Nullable String voids) {
        return new LedgerEntry(new ServiceRecordAppended(member + ":2026", order, member, Optional.empty(), "350211102006",
                Optional.of(order), kind, minutes, AT, 1, "hash", Optional.ofNullable(voids)), AT);
    }

    private static LedgerEntry placed(String ledger, long number, String hash) {
        return new LedgerEntry(new ServiceRecordAppended(ledger, "entry-" + number, "m", Optional.empty(), "350211102006",
                Optional.empty(), EntryKind.VERIFIED, 60, AT, number, hash, Optional.empty()), AT);
    }

    private static Deed credit(String order, String member, int minutes) {
        return new Deed("credit-" + order + member, Deed.Kind.CREDITED, order, "350211102006", Optional.of(member),
                Optional.empty(), AT, Optional.of(AT), minutes, false, Optional.empty(), Optional.empty());
    }
}
