package cn.jinlin.registration.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.kit.StateJson;
import cn.jinlin.registration.calendar.Period;
import cn.jinlin.registration.record.Entry.Facts;
import cn.jinlin.registration.record.Entry.Reason;
import cn.jinlin.registration.record.Ledger.Link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LedgerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T01:00:00Z");

    private final Ledger empty = Ledger.open("m", 2026, Link.NONE);

    @Test
    void countsACreditOnceHoweverOftenItComes() {
        Ledger once = empty.append(List.of(credit("c1", 60), credit("c2", 30), credit("c1", 60))).state();
        var again = once.append(List.of(credit("c2", 30), credit("c1", 60)));

        assertThat(once.entries()).extracting(entry -> entry.facts().entryId()).containsExactly("c1", "c2");
        assertThat(again.state()).isEqualTo(once);
        assertThat(again.facts()).isEmpty();
    }

    @Test
    void tellsNumberAndHashOfEachEntry() {
        var change = empty.append(List.of(credit("c1", 60), credit("c2", 30)));

        assertThat(change.facts()).map(ServiceRecordAppended.class::cast)
                .extracting(ServiceRecordAppended::number, ServiceRecordAppended::hash)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1L, change.state().entries().get(0).hash()),
                        org.assertj.core.groups.Tuple.tuple(2L, change.state().head()));
    }

    @Test
    void tellsWhichEntryAVoidTakesBack() {
        Ledger one = empty.append(List.of(credit("c1", 60))).state();

        assertThat(one.takeBack(one.entry("c1").orElseThrow(), "v1", Reason.of("salt", "officer", "扫错了"), NOW).facts())
                .singleElement()
                .isInstanceOfSatisfying(ServiceRecordAppended.class, told -> {
                    assertThat(told.minutes()).isEqualTo(-60);
                    assertThat(told.voids()).contains("c1");
                });
    }

    @Test
    void digestIsTheDocumentedOneAndNeverChanges() throws Exception {
        Ledger one = empty.append(List.of(credit("c1", 60))).state();
        String input = "15:jinlin-ledger-1,0:,6:m:2026,1:1,2:c1,8:VERIFIED,2:60,20:2026-03-01T01:00:00Z,"
                + "20:2026-03-01T01:00:00Z,12:350211102006,2:o1,1:u,0:,0:,";

        assertThat(one.head()).isEqualTo(java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(input.getBytes("UTF-8"))));
    }

    @Test
    void takesAnEntryBackOnceByAFurtherOne() {
        Ledger voided = takenBack(empty.append(List.of(credit("c1", 60))).state(), "c1", "v1");

        assertThat(voided.entries()).hasSize(2);
        assertThat(voided.whole()).isTrue();
        assertThat(ServiceRecord.of(List.of(voided), Period.ALL).minutes(EntryKind.VERIFIED)).isZero();
        assertThatThrownBy(() -> takenBack(voided, "c1", "v2")).hasMessage("ENTRY_ALREADY_VOIDED");
        assertThatThrownBy(() -> takenBack(voided, "v1", "v2")).hasMessage("ENTRY_NOT_VOIDABLE");
    }

    @Test
    void erasingFreeTextLeavesTheChainWhole() {
        Ledger voided = takenBack(empty.append(List.of(credit("c1", 60))).state(), "c1", "v1");
        Entry last = voided.entries().getLast();
        Reason erased = new Reason(Optional.empty(), last.reason().orElseThrow().digest());

        assertThat(with(voided, 1, new Entry(last.number(), last.facts(), Optional.of(erased), last.hash())).whole()).isTrue();
    }

    @Test
    void noticesAnyChangedPartOfAnyEntry() {
        Ledger whole = takenBack(empty.append(List.of(credit("c1", 60), credit("c2", 30))).state(), "c1", "v1");
        String json = StateJson.mapper().writeValueAsString(whole);
        Random random = new Random(4710);

        assertThat(whole.whole()).isTrue();
        for (int i = 0; i < 2_000; i++) {
            int at = random.nextInt(json.length());
            char was = json.charAt(at);
            if (Character.isDigit(was)) {
                char other = (char) ('0' + (was - '0' + 1 + random.nextInt(9)) % 10);
                String changed = json.substring(0, at) + other + json.substring(at + 1);
                assertThat(isWhole(changed)).as("%s at %d", changed, at).isFalse();
            }
        }
    }

    @Test
    void noticesLostSwappedAndRenumberedEntries() {
        Ledger three = empty.append(List.of(credit("c1", 60), credit("c2", 30), credit("c3", 45))).state();
        List<Entry> swapped = List.of(three.entries().get(1), three.entries().get(0), three.entries().get(2));

        IntStream.range(0, 3).forEach(lost -> {
            List<Entry> rest = new ArrayList<>(three.entries());
            rest.remove(lost);
            assertThat(with(three, rest).whole()).isFalse();
        });
        assertThat(with(three, swapped).whole()).isFalse();
        assertThat(with(three, List.of()).whole()).isFalse();
    }

    @Test
    void yearsHangTogetherAlsoWhenAnOlderOneGetsALateCredit() {
        Ledger last = Ledger.open("m", 2025, Link.NONE).append(List.of(credit("c0", 20))).state();
        Ledger next = Ledger.open("m", 2026, last.link()).append(List.of(credit("c1", 60))).state();
        Ledger late = last.append(List.of(credit("c9", 10))).state();
        Ledger other = Ledger.open("m", 2025, Link.NONE).append(List.of(credit("c0", 21))).state();

        assertThat(chainValid(last, next)).isTrue();
        assertThat(chainValid(next, late)).isTrue();
        assertThat(chainValid(other, next)).isFalse();
        assertThat(chainValid(next)).isFalse();
    }

    @Test
    void countsVerifiedAndBackfilledApartAndByPeriod() {
        Facts old = new Facts("b1", EntryKind.BACKFILLED, 15, NOW.minusSeconds(1), NOW, "350211102006", Optional.empty(),
                Optional.empty(), Optional.empty());
        Ledger ledger = empty.append(List.of(credit("c1", 60))).state()
                .append(old, Optional.of(Reason.of("salt", "officer", "纸质签到"))).state();

        ServiceRecord all = ServiceRecord.of(List.of(ledger), Period.ALL);
        ServiceRecord part = ServiceRecord.of(List.of(ledger), new Period(Optional.empty(), Optional.of(NOW)));

        assertThat(all.totalMinutes()).isEqualTo(75);
        assertThat(all.minutes(EntryKind.VERIFIED)).isEqualTo(60);
        assertThat(all.minutes(EntryKind.BACKFILLED)).isEqualTo(15);
        assertThat(part.totalMinutes()).isEqualTo(15);
        assertThat(part.entries()).hasSize(1);
    }

    private static boolean chainValid(Ledger... ledgers) {
        return ServiceRecord.of(List.of(ledgers), Period.ALL).chainValid();
    }

    private static boolean isWhole(String json) {
        try {
            Ledger ledger = StateJson.mapper().readValue(json, Ledger.class);
            return ServiceRecord.of(List.of(ledger), Period.ALL).chainValid();
        } catch (tools.jackson.core.JacksonException unreadable) {
            return false;
        }
    }

    private static Ledger takenBack(Ledger ledger, String entryId, String voidId) {
        return ledger.takeBack(ledger.entry(entryId).orElseThrow(), voidId, Reason.of("salt", "officer", "扫错了"), NOW).state();
    }

    private static Ledger with(Ledger ledger, int at, Entry entry) {
        List<Entry> entries = new ArrayList<>(ledger.entries());
        entries.set(at, entry);
        return with(ledger, entries);
    }

    private static Ledger with(Ledger ledger, List<Entry> entries) {
        return new Ledger(ledger.ledgerId(), ledger.memberId(), ledger.year(), ledger.opening(), ledger.size(), ledger.head(),
                entries);
    }

    private static Facts credit(String id, int minutes) {
        return new Facts(id, EntryKind.VERIFIED, minutes, NOW, NOW, "350211102006", Optional.of("o1"), Optional.of("u"),
                Optional.empty());
    }
}
