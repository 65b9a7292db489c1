package cn.jinlin.supervision.rule;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.supervision.evidence.Deed;
import cn.jinlin.supervision.evidence.Deed.Kind;
import cn.jinlin.supervision.evidence.LedgerEntry;
import cn.jinlin.supervision.rule.Evidence.Item;

import static cn.jinlin.supervision.rule.Story.LIMITS;
import static cn.jinlin.supervision.rule.Story.day;
import static org.assertj.core.api.Assertions.assertThat;

class MemberRulesTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String ME = "member-1";

    @Test
    void findsAbsencesThatComeClose() {
        assertThat(MemberRules.absentRepeatedly(absences(0, 30), Set.of(), LIMITS)).isEmpty();
        assertThat(MemberRules.absentRepeatedly(absences(0, 30, 89), Set.of(), LIMITS))
                .hasValueSatisfying(found -> assertThat(found.items()).hasSize(3).extracting(Item::measure).containsOnly(3L));
        assertThat(MemberRules.absentRepeatedly(absences(0, 30, 90), Set.of(), LIMITS)).isEmpty();
        assertThat(MemberRules.absentRepeatedly(absences(0, 1, 2, 200, 201, 202), Set.of(), LIMITS))
                .hasValueSatisfying(found -> assertThat(found.items()).hasSize(6));
    }

    @Test
    void doesNotCountAbsencesAgainThatWereSettled() {
        Evidence first = MemberRules.absentRepeatedly(absences(0, 1, 2), Set.of(), LIMITS).orElseThrow();
        Set<String> settled = Set.copyOf(first.weighed());
        assertThat(MemberRules.absentRepeatedly(absences(0, 1, 2, 3, 4), settled, LIMITS)).isEmpty();
        assertThat(MemberRules.absentRepeatedly(absences(0, 1, 2, 3, 4, 5), settled, LIMITS))
                .hasValueSatisfying(found -> assertThat(found.items()).hasSize(3));
    }

    @Test
    void otherDeedsAreNoAbsences() {
        assertThat(MemberRules.absentRepeatedly(List.of(Story.of(Kind.SERVED, "a", ME, day(0)),
                Story.of(Kind.UNSATISFACTORY, "b", ME, day(1)), Story.of(Kind.ABSENT, "c", ME, day(2))), Set.of(), LIMITS))
                .isEmpty();
    }

    @Test
    void findsScansFasterThanAPerson() {
        Deed first = Story.scan("a", ME, Story.HERE, day(0), 60);
        Deed sameHouse = Story.scan("b", ME, Story.HERE, day(0).plusSeconds(119), 60);
        Deed later = Story.scan("b", ME, Story.HERE, day(0).plusSeconds(120), 60);
        Deed elsewhere = Story.scan("c", ME, Story.THERE, day(0).plusSeconds(599), 60);
        Deed reachable = Story.scan("c", ME, Story.THERE, day(0).plusSeconds(600), 60);
        assertThat(MemberRules.tooFastScans(List.of(sameHouse, first), Set.of(), LIMITS)).hasValueSatisfying(
                found -> assertThat(found.items()).singleElement().satisfies(item -> {
                    assertThat(item.orderId()).contains("b");
                    assertThat(item.measure()).isEqualTo(119);
                }));
        assertThat(MemberRules.tooFastScans(List.of(first, later), Set.of(), LIMITS)).isEmpty();
        assertThat(MemberRules.tooFastScans(List.of(first, elsewhere), Set.of(), LIMITS)).isPresent();
        assertThat(MemberRules.tooFastScans(List.of(first, reachable), Set.of(), LIMITS)).isEmpty();
        assertThat(MemberRules.tooFastScans(List.of(first, elsewhere), Set.of(elsewhere.key()), LIMITS)).isEmpty();
    }

    @Test
    void whatTheOfficerEnteredIsNoScan() {
        Deed first = Story.byOfficer(Story.scan("a", ME, day(0)));
        Deed second = Story.byOfficer(Story.scan("b", ME, day(0).plusSeconds(5)));
        assertThat(MemberRules.tooFastScans(List.of(first, second), Set.of(), LIMITS)).isEmpty();
    }

    @Test
    void findsScansFromFarAwayOnceThereAreTwo() {
        Deed far = Story.far(Story.scan("a", ME, day(0)), 3000);
        Deed farther = Story.far(Story.scan("b", ME, day(1)), 80_000);
        Deed near = Story.far(Story.scan("c", ME, day(2)), 2999);
        assertThat(MemberRules.scannedFarAway(List.of(far, near), Set.of(), LIMITS)).isEmpty();
        assertThat(MemberRules.scannedFarAway(List.of(far, near, farther), Set.of(), LIMITS)).hasValueSatisfying(
                found -> assertThat(found.items()).extracting(Item::measure).containsExactly(3000L, 80_000L));
        assertThat(MemberRules.scannedFarAway(List.of(far, farther), Set.of(far.key(), farther.key()), LIMITS)).isEmpty();
    }

    @Test
    void findsDaysWithMoreHoursThanADayOfServiceHas() {
        LedgerEntry morning = Story.entry(1, EntryKind.VERIFIED, "a", 400, day(0));
        LedgerEntry evening = Story.entry(2, EntryKind.BACKFILLED, "b", 321, day(0.5));
        assertThat(MemberRules.hoursBeyondADay(List.of(morning, evening), Set.of(), LIMITS, ZONE)).hasValueSatisfying(
                found -> assertThat(found.items()).hasSize(2).extracting(Item::measure).containsOnly(721L));
        assertThat(
                MemberRules.hoursBeyondADay(List.of(morning, Story.entry(2, EntryKind.BACKFILLED, "b", 320, day(0.5))), Set.of(),
                        LIMITS, ZONE))
                .isEmpty();
        assertThat(MemberRules.hoursBeyondADay(List.of(morning, evening), Set.of("entry-1", "entry-2"), LIMITS, ZONE)).isEmpty();
    }

    @Test
    void aDayIsTheDistrictsDayAndWhatWasTakenBackIsNotInIt() {
        LedgerEntry beforeMidnight = Story.entry(1, EntryKind.VERIFIED, "a", 400, Story.START.minusSeconds(3600 * 10));
        LedgerEntry afterMidnight = Story.entry(2, EntryKind.VERIFIED, "b", 400, Story.START);
        assertThat(MemberRules.hoursBeyondADay(List.of(beforeMidnight, afterMidnight), Set.of(), LIMITS, ZONE)).isEmpty();
        LedgerEntry sameDay = Story.entry(3, EntryKind.VERIFIED, "c", 400, Story.START.plusSeconds(60));
        LedgerEntry takenBack = Story.entry(4, "hash-4", EntryKind.VOID, "c", -400, Story.START, Optional.of("entry-3"));
        assertThat(MemberRules.hoursBeyondADay(List.of(afterMidnight, sameDay), Set.of(), LIMITS, ZONE)).isPresent();
        assertThat(MemberRules.hoursBeyondADay(List.of(takenBack, afterMidnight, sameDay), Set.of(), LIMITS, ZONE)).isEmpty();
    }

    @Test
    void findsSilenceOnceSixMonthsAreOver() {
        var member = Story.member(MemberStatus.ACTIVE, RegistrationStatus.CONFIRMED, day(0));
        var tooLong = MemberRules.tooLongFrom(day(0), LIMITS, ZONE);
        assertThat(tooLong).isEqualTo("2026-09-01T01:00:00Z");
        assertThat(MemberRules.noService(member, List.of(), Set.of(), LIMITS, ZONE, tooLong.minusSeconds(1))).isEmpty();
        assertThat(MemberRules.noService(member, List.of(), Set.of(), LIMITS, ZONE, tooLong)).hasValueSatisfying(
                found -> assertThat(found.items()).singleElement().satisfies(item -> {
                    assertThat(item.communityId()).contains(Story.HERE);
                    assertThat(item.unitId()).contains("unit-1");
                    assertThat(item.measure()).isEqualTo(184);
                }));
    }

    @Test
    void aScannedServiceEndsTheSilenceAndAnEntryByHandDoesNot() {
        var member = Story.member(MemberStatus.ACTIVE, RegistrationStatus.CONFIRMED, day(0));
        var late = day(200);
        assertThat(MemberRules.noService(member, List.of(Story.entry(1, EntryKind.VERIFIED, "a", 60, day(100))), Set.of(), LIMITS,
                ZONE, late)).isEmpty();
        assertThat(
                MemberRules.noService(member, List.of(Story.entry(1, EntryKind.BACKFILLED, "a", 60, day(100))), Set.of(), LIMITS,
                        ZONE, late))
                .isPresent();
    }

    @Test
    void aSilenceThatWasSettledIsNotFoundAgainButTheNextOneIs() {
        var member = Story.member(MemberStatus.ACTIVE, RegistrationStatus.CONFIRMED, day(0));
        Set<String> settled = Set
                .copyOf(MemberRules.noService(member, List.of(), Set.of(), LIMITS, ZONE, day(200)).orElseThrow().weighed());
        assertThat(MemberRules.noService(member, List.of(), settled, LIMITS, ZONE, day(300))).isEmpty();
        List<LedgerEntry> served = List.of(Story.entry(1, EntryKind.VERIFIED, "a", 60, day(210)));
        assertThat(MemberRules.noService(member, served, settled, LIMITS, ZONE, day(410))).isPresent();
    }

    @Test
    void nothingIsExpectedOfWhomNoCommunityHasConfirmed() {
        for (var member : List.of(Story.member(MemberStatus.DELETED, RegistrationStatus.CONFIRMED, day(0)),
                Story.member(MemberStatus.ACTIVE, RegistrationStatus.PENDING, day(0)),
                Story.member(MemberStatus.ACTIVE, RegistrationStatus.WITHDRAWN, day(0)))) {
            assertThat(MemberRules.noService(member, List.of(), Set.of(), LIMITS, ZONE, day(400))).isEmpty();
        }
        assertThat(MemberRules.noService(Optional.empty(), List.of(), Set.of(), LIMITS, ZONE, day(400))).isEmpty();
    }

    private static List<Deed> absences(double... days) {
        List<Deed> absences = new ArrayList<>();
        for (double day : days) {
            absences.addFirst(Story.of(Kind.ABSENT, "order-" + day, ME, day(day)));
        }
        return absences;
    }
}
