package cn.jinlin.registration.record;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.registration.calendar.Period;
import cn.jinlin.registration.record.Entry.Facts;
import cn.jinlin.registration.record.Entry.Reason;
import cn.jinlin.registration.record.Ledger.Link;
import cn.jinlin.registration.record.ServiceRecord.Break;

import static org.assertj.core.api.Assertions.assertThat;

/** Random lives of a ledger: late credits of any year, backfills, voids and erasures in any order. */
class ChainPropertyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T01:00:00Z");
    private static final int STEPS = 120;

    @ParameterizedTest
    @ValueSource(longs = {350_211, 4_710, 113, 560, 37_870, 136, 481, 73})
    void staysWholeWhateverHappensAndLocatesAnyChangeAfterIt(long seed) {
        Random random = new Random(seed);
        TreeMap<Integer, Ledger> ledgers = new TreeMap<>();
        int expected = 0;
        for (int step = 0; step < STEPS; step++) {
            expected += live(ledgers, random, step);
            assertThat(record(ledgers.values()).broken()).as("seed %d, step %d", seed, step).isEmpty();
            assertThat(record(ledgers.values()).totalMinutes()).isEqualTo(expected);
        }
        for (int i = 0; i < STEPS; i++) {
            doctorOneLine(ledgers, random);
        }
    }

    /** The minutes by which the record changed. */
    private static int live(TreeMap<Integer, Ledger> ledgers, Random random, int step) {
        int year = 2021 + random.nextInt(6);
        Ledger ledger = ledgers.containsKey(year)
                ? ledgers.get(year)
                : Ledger.open("m", year, Optional.ofNullable(ledgers.lowerEntry(year)).map(e -> e.getValue().link())
                        .orElse(Link.NONE));
        int minutes = 1 + random.nextInt(240);
        switch (random.nextInt(6)) {
            case 0 -> {
                ledgers.put(year, ledger.append(facts(step, EntryKind.BACKFILLED, year, minutes),
                        Optional.of(Reason.of("salt" + step, "officer", "纸质签到"))).state());
                return minutes;
            }
            case 1 -> {
                return takeBack(ledgers, ledger, random, step);
            }
            case 2 -> {
                ledgers.replaceAll((any, one) -> one.erased());
                return 0;
            }
            default -> {
                Facts credit = facts(step, EntryKind.VERIFIED, year, minutes);
                ledgers.put(year, ledger.append(List.of(credit, credit)).state());
                return minutes;
            }
        }
    }

    private static int takeBack(TreeMap<Integer, Ledger> ledgers, Ledger ledger, Random random, int step) {
        List<Entry> voidable = ledger.entries().stream().filter(entry -> entry.facts().kind() != EntryKind.VOID)
                .filter(entry -> ledger.entries().stream()
                        .noneMatch(other -> other.facts().voids().filter(entry.facts().entryId()::equals).isPresent()))
                .toList();
        if (voidable.isEmpty()) {
            return 0;
        }
        Entry entry = voidable.get(random.nextInt(voidable.size()));
        ledgers.put(ledger.year(),
                ledger.takeBack(entry, "v" + step, Reason.of("salt" + step, "officer", "扫错了"), NOW).state());
        return -entry.facts().minutes();
    }

    private static void doctorOneLine(TreeMap<Integer, Ledger> ledgers, Random random) {
        List<Ledger> written = ledgers.values().stream().filter(ledger -> !ledger.entries().isEmpty()).toList();
        Ledger ledger = written.get(random.nextInt(written.size()));
        int at = random.nextInt(ledger.entries().size());
        Entry was = ledger.entries().get(at);
        Facts facts = was.facts();
        Facts other = new Facts(facts.entryId(), facts.kind(), facts.minutes() + 1, facts.servedAt(), facts.enteredAt(),
                facts.communityId(), facts.orderId(), facts.unitId(), facts.voids());
        List<Entry> lines = new ArrayList<>(ledger.entries());
        lines.set(at, new Entry(was.number(), other, was.reason(), was.hash()));
        TreeMap<Integer, Ledger> doctored = new TreeMap<>(ledgers);
        doctored.put(ledger.year(), new Ledger(ledger.ledgerId(), "m", ledger.year(), ledger.opening(), ledger.size(),
                ledger.head(), lines));
        assertThat(record(doctored.values()).broken()).contains(new Break(ledger.ledgerId(), at + 1L));
    }

    private static ServiceRecord record(Collection<Ledger> ledgers) {
        return ServiceRecord.of(List.copyOf(ledgers), Period.ALL);
    }

    private static Facts facts(int step, EntryKind kind, int year, int minutes) {
        Instant servedAt = Instant.ofEpochSecond(java.time.LocalDate.of(year, 5, 1).toEpochSecond(java.time.LocalTime.NOON,
                ZoneOffset.UTC));
        return new Facts("e" + step, kind, minutes, servedAt, NOW, "350211102006", Optional.of("o" + step), Optional.of("u"),
                Optional.empty());
    }
}
