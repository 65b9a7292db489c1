package cn.jinlin.registration.member;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.kit.StateJson;
import cn.jinlin.registration.member.Member.Decision;
import cn.jinlin.registration.member.Registration.Place;
import cn.jinlin.registration.person.Person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MemberTest {
    private static final Instant NOW = Instant.parse("2026-03-01T01:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));
    private static final String HERE = "350211102006";
    private static final String THERE = "350211102007";
    private static final RegistrationKind HOME = RegistrationKind.RESIDENCE;
    private static final RegistrationKind WORK = RegistrationKind.UNIT_COMMUNITY;

    private final Member member = Member.made("m", MemberKind.PARTY_MEMBER, new Person("n", "p", "i"), Optional.of("u"),
            List.of("急救"));

    @Test
    void reportsToBothCommunitiesAtOnce() {
        Member both = member.report(WORK, place(HERE), NOW).report(HOME, place(THERE), NOW);

        assertThat(both.registrations().liveIn(HERE)).isTrue();
        assertThat(both.registrations().liveIn(THERE)).isTrue();
        assertThat(both.changed().unitCommunity()).map(told -> told.status()).contains(RegistrationStatus.PENDING);
    }

    @Test
    void theSameReportAgainChangesNothing() {
        Member pending = member.report(HOME, place(HERE), NOW);
        Member confirmed = pending.decide(HOME, HERE, verdict(Decision.CONFIRMED, Optional.empty()), NOW);

        assertThat(pending.report(HOME, place(HERE), LATER)).isEqualTo(pending);
        assertThat(confirmed.report(HOME, place(HERE), LATER)).isEqualTo(confirmed);
    }

    @Test
    void aMoveLeavesTheFormerCommunityAndRemembersIt() {
        Member moved = member.report(HOME, place(HERE), NOW)
                .decide(HOME, HERE, verdict(Decision.CONFIRMED, Optional.empty()), NOW)
                .report(HOME, place(THERE), LATER);

        assertThat(moved.registrations().liveIn(HERE)).isFalse();
        assertThat(status(moved, HOME)).isEqualTo(RegistrationStatus.PENDING);
        assertThat(moved.registrations().history()).singleElement()
                .satisfies(past -> assertThat(past.was().place().communityId()).isEqualTo(HERE));
    }

    @Test
    void decidesOnlyWhatIsPendingInTheOfficersCommunity() {
        Member pending = member.report(HOME, place(HERE), NOW);
        Member rejected = pending.decide(HOME, HERE, verdict(Decision.REJECTED, Optional.of("地址不符")), LATER);

        assertThat(status(rejected, HOME)).isEqualTo(RegistrationStatus.REJECTED);
        assertThatThrownBy(() -> rejected.decide(HOME, HERE, verdict(Decision.CONFIRMED, Optional.empty()), LATER))
                .hasMessage("REGISTRATION_NOT_PENDING");
        assertThatThrownBy(() -> pending.decide(HOME, THERE, verdict(Decision.CONFIRMED, Optional.empty()), LATER))
                .hasMessage("REGISTRATION_NOT_PENDING");
        assertThatThrownBy(() -> pending.decide(WORK, HERE, verdict(Decision.CONFIRMED, Optional.empty()), LATER))
                .hasMessage("REGISTRATION_NOT_PENDING");
    }

    @Test
    void reportsAnewAfterARejection() {
        Member again = member.report(HOME, place(HERE), NOW).decide(HOME, HERE, verdict(Decision.REJECTED, Optional.empty()), NOW)
                .report(HOME, place(HERE), LATER);

        assertThat(status(again, HOME)).isEqualTo(RegistrationStatus.PENDING);
    }

    @Test
    void withdrawsOnceWhatIsLive() {
        Member withdrawn = member.report(HOME, place(HERE), NOW).withdraw(HOME, LATER);

        assertThat(status(withdrawn, HOME)).isEqualTo(RegistrationStatus.WITHDRAWN);
        assertThatThrownBy(() -> withdrawn.withdraw(HOME, LATER)).hasMessage("REGISTRATION_NOT_LIVE");
        assertThatThrownBy(() -> member.withdraw(WORK, LATER)).hasMessage("REGISTRATION_NOT_LIVE");
    }

    @Test
    void aResidentHasNoUnitCommunity() {
        Member resident = Member.made("r", MemberKind.RESIDENT, new Person("n", "p", "i"), Optional.empty(), List.of());

        assertThatThrownBy(() -> resident.report(WORK, place(HERE), NOW)).hasMessage("RESIDENCE_ONLY");
    }

    @Test
    void remembersABoundedPast() {
        Member mover = member;
        for (int i = 0; i < 3 * Registrations.REMEMBERED; i++) {
            mover = mover.report(HOME, place(i % 2 == 0 ? HERE : THERE), NOW.plusSeconds(i));
        }

        assertThat(mover.registrations().history()).hasSize(Registrations.REMEMBERED);
        assertThat(mover.registrations().history().getLast().until())
                .isEqualTo(NOW.plusSeconds(3L * Registrations.REMEMBERED - 1));
    }

    @Test
    void survivesTheStore() {
        Member whole = member.report(WORK, place(HERE), NOW)
                .report(HOME, new Place(THERE, Optional.of("shuangle-garden")), NOW)
                .decide(HOME, THERE, verdict(Decision.REJECTED, Optional.of("地址不符")), LATER).report(HOME, place(HERE), LATER);

        String json = StateJson.mapper().writeValueAsString(whole);
        assertThat(StateJson.mapper().readValue(json, Member.class)).isEqualTo(whole);
    }

    @Test
    void tellsNothingPersonal() {
        assertThat(StateJson.mapper().writeValueAsString(member.report(HOME, place(HERE), NOW).changed()))
                .doesNotContain("name", "phone", "person");
    }

    @Test
    void aConfirmationHoldsForAYearAndWaitsForTheOfficerAgainAfterIt() {
        Member confirmed = member.report(HOME, place(HERE), NOW).decide(HOME, HERE, YES, NOW);
        Instant end = Instant.parse("2027-03-01T01:00:00Z");

        assertThat(confirmed.registrations().runsOutAt()).contains(end);
        assertThat(confirmed.runOut(end.minusMillis(1))).isEqualTo(confirmed);
        Member over = confirmed.runOut(end);
        assertThat(status(over, HOME)).isEqualTo(RegistrationStatus.PENDING);
        assertThat(over.registrations().residence().orElseThrow().since()).isEqualTo(end);
        assertThat(over.registrations().history()).singleElement()
                .satisfies(past -> assertThat(past.was().status()).isEqualTo(RegistrationStatus.CONFIRMED));
        assertThat(over.runOut(end.plusSeconds(1))).isEqualTo(over);
    }

    @Test
    void isConfirmedAnewInTheLastSixtyDaysAlone() {
        Member confirmed = member.report(HOME, place(HERE), NOW).decide(HOME, HERE, YES, NOW);
        Instant window = Instant.parse("2027-03-01T01:00:00Z").minus(Duration.ofDays(60));

        assertThatThrownBy(() -> confirmed.decide(HOME, HERE, YES, window.minusMillis(1)))
                .hasMessage("REGISTRATION_NOT_PENDING");
        Member anew = confirmed.decide(HOME, HERE, YES, window);
        assertThat(anew.registrations().residence().orElseThrow().since()).isEqualTo(NOW);
        assertThat(anew.registrations().runsOutAt()).contains(window.atOffset(ZoneOffset.UTC).plusYears(1).toInstant());
        assertThat(status(confirmed.decide(HOME, HERE, verdict(Decision.REJECTED, Optional.of("已搬走")), window), HOME))
                .isEqualTo(RegistrationStatus.REJECTED);
    }

    @Test
    void aTransferEndsTheUnitCommunityAndNothingElseInOneStep() {
        Member both = member.report(WORK, place(HERE), NOW).report(HOME, place(THERE), NOW);
        Member gone = both.transfer("another", LATER);

        assertThat(gone.unitId()).contains("another");
        assertThat(status(gone, WORK)).isEqualTo(RegistrationStatus.WITHDRAWN);
        assertThat(status(gone, HOME)).isEqualTo(RegistrationStatus.PENDING);
        assertThat(gone.transfer("another", LATER)).isEqualTo(gone);
        Member resident = Member.made("r", MemberKind.RESIDENT, new Person("n", "p", "i"), Optional.empty(), List.of());
        assertThatThrownBy(() -> resident.transfer("another", LATER)).hasMessage("RESIDENT_WITHOUT_UNIT");
    }

    @Test
    void nothingPersonalIsLeftOfAnErasedMember() {
        Member erased = member.report(HOME, new Place(HERE, Optional.of("shuangle-garden")), NOW).decide(HOME, HERE, YES, NOW)
                .report(HOME, place(THERE), LATER).erased(LATER);

        assertThat(erased.deleted()).isTrue();
        assertThat(StateJson.mapper().writeValueAsString(erased)).doesNotContain("\"n\"", "急救", "shuangle-garden", "\"u\"");
        assertThat(erased.registrations().liveIn(THERE)).isFalse();
        assertThat(erased.registrations().history()).isEmpty();
    }

    private static final Member.Verdict YES = verdict(Decision.CONFIRMED, Optional.empty());

    private static Member.Verdict verdict(Decision decision, Optional<String> reason) {
        return new Member.Verdict(decision, reason, "officer");
    }

    private static Place place(String communityId) {
        return new Place(communityId, Optional.empty());
    }

    private static RegistrationStatus status(Member member, RegistrationKind kind) {
        return member.registrations().of(kind).orElseThrow().status();
    }
}
