package cn.jinlin.supervision.rule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.supervision.evidence.Deed;
import cn.jinlin.supervision.evidence.LedgerEntry;
import cn.jinlin.supervision.rule.Evidence.Item;

import static cn.jinlin.supervision.rule.Story.LIMITS;
import static cn.jinlin.supervision.rule.Story.day;
import static org.assertj.core.api.Assertions.assertThat;

class LedgerRulesTest {
    private static final Deed CREDIT = Story.scan("a", "member-1", day(0));
    private static final LedgerEntry ENTRY = Story.entry(1, EntryKind.VERIFIED, "a", 60, day(0));
    private static final Instant SOON = day(0).plusSeconds(3599);
    private static final Instant LATER = day(0).plusSeconds(3600);

    @Test
    void findsNothingWhereBothAgree() {
        assertThat(LedgerRules.ledgerAgainstScans(List.of(CREDIT), List.of(ENTRY), Set.of(), LIMITS, LATER)).isEmpty();
        assertThat(LedgerRules.missedFrom(List.of(CREDIT), List.of(ENTRY), LIMITS, SOON)).isEmpty();
    }

    @Test
    void findsACreditWithoutAnEntryOnceTheGraceIsOver() {
        assertThat(LedgerRules.ledgerAgainstScans(List.of(CREDIT), List.of(), Set.of(), LIMITS, SOON)).isEmpty();
        assertThat(LedgerRules.missedFrom(List.of(CREDIT), List.of(), LIMITS, SOON)).contains(LATER);
        assertThat(LedgerRules.missedFrom(List.of(CREDIT), List.of(), LIMITS, LATER)).isEmpty();
        assertThat(LedgerRules.ledgerAgainstScans(List.of(CREDIT), List.of(), Set.of(), LIMITS, LATER)).hasValueSatisfying(
                found -> assertThat(found.items()).extracting(Item::measure).containsExactly(-60L));
    }

    @Test
    void findsAScannedEntryWithoutACreditButNotOneByHand() {
        assertThat(LedgerRules.ledgerAgainstScans(List.of(), List.of(ENTRY), Set.of(), LIMITS, LATER)).hasValueSatisfying(
                found -> assertThat(found.items()).extracting(Item::measure).containsExactly(60L));
        assertThat(LedgerRules.ledgerAgainstScans(List.of(), List.of(Story.entry(1, EntryKind.BACKFILLED, "a", 60, day(0))),
                Set.of(),
                LIMITS, LATER)).isEmpty();
    }

    @Test
    void findsOtherMinutesAtOnceAndNotAgainOnceSettled() {
        List<LedgerEntry> more = List.of(Story.entry(1, EntryKind.VERIFIED, "a", 90, day(0)));
        assertThat(LedgerRules.ledgerAgainstScans(List.of(CREDIT), more, Set.of(), LIMITS, SOON)).hasValueSatisfying(
                found -> assertThat(found.items()).extracting(Item::measure).containsExactly(30L));
        assertThat(LedgerRules.ledgerAgainstScans(List.of(CREDIT), more, Set.of(CREDIT.key()), LIMITS, LATER)).isEmpty();
    }

    @Test
    void anEntryThatWasTakenBackLaterStillAnswersForItsCredit() {
        LedgerEntry takenBack = Story.entry(2, "hash-2", EntryKind.VOID, "a", -60, day(0), Optional.of("entry-1"));
        assertThat(LedgerRules.ledgerAgainstScans(List.of(CREDIT), List.of(takenBack, ENTRY), Set.of(), LIMITS, LATER)).isEmpty();
    }

    @Test
    void findsAPlaceThatWasToldTwiceAndDifferently() {
        LedgerEntry other = Story.entry(1, "another hash", EntryKind.VERIFIED, "a", 600, day(0), Optional.empty());
        assertThat(LedgerRules.ledgerRewritten(List.of(ENTRY), Set.of(), LIMITS, LATER)).isEmpty();
        Evidence found = LedgerRules.ledgerRewritten(List.of(ENTRY, other), Set.of(), LIMITS, SOON).orElseThrow();
        assertThat(found.items()).hasSize(2).extracting(Item::measure).containsOnly(1L);
        assertThat(LedgerRules.ledgerRewritten(List.of(other, ENTRY), Set.copyOf(found.weighed()), LIMITS, LATER)).isEmpty();
    }

    @Test
    void findsAPlaceThatWasNeverToldOnceTheGraceIsOver() {
        LedgerEntry third = Story.entry(3, EntryKind.VERIFIED, "c", 60, day(0));
        assertThat(LedgerRules.ledgerRewritten(List.of(ENTRY, third), Set.of(), LIMITS, SOON)).isEmpty();
        assertThat(
                LedgerRules.missedFrom(List.of(CREDIT, Story.scan("c", "member-1", day(0))), List.of(ENTRY, third), LIMITS, SOON))
                .contains(LATER);
        assertThat(LedgerRules.ledgerRewritten(List.of(ENTRY, third), Set.of(), LIMITS, LATER)).hasValueSatisfying(
                found -> assertThat(found.items()).extracting(Item::measure).containsExactly(3L));
        LedgerEntry second = Story.entry(2, EntryKind.VERIFIED, "b", 60, day(0));
        assertThat(LedgerRules.ledgerRewritten(List.of(third, second, ENTRY), Set.of(), LIMITS, LATER)).isEmpty();
    }
}
