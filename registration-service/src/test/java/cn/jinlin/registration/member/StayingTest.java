package cn.jinlin.registration.member;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.registration.member.Member.Decision;
import cn.jinlin.registration.member.Registration.Place;
import cn.jinlin.registration.person.Person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who may take something on in a community, and who keeps what it took on. */
class StayingTest {
    private static final Instant NOW = Instant.parse("2026-03-01T01:00:00Z");
    private static final Instant NEXT_YEAR = NOW.plus(Duration.ofDays(400));
    private static final String HERE = "350211102006";
    private static final String THERE = "350211102007";
    private static final RegistrationKind HOME = RegistrationKind.RESIDENCE;
    private static final RegistrationKind WORK = RegistrationKind.UNIT_COMMUNITY;

    private final Member pending = Member
            .made("m", MemberKind.PARTY_MEMBER, new Person("n", "p", "i"), Optional.of("u"), List.of())
            .report(HOME, at(HERE), NOW);
    private final Member serving = decided(pending, Decision.CONFIRMED, NOW);

    @Test
    void onlyWhoIsConfirmedThereTakesSomethingOn() {
        assertThat(pending.servesIn(HERE)).isFalse();
        assertThat(pending.staysIn(HERE)).isFalse();
        assertThat(serving.servesIn(HERE)).isTrue();
        assertThat(serving.servesIn(THERE)).isFalse();
        assertThatThrownBy(() -> pending.requireServing(HERE)).hasMessage("NOT_REGISTERED_THERE");
        assertThatThrownBy(() -> serving.requireServing(THERE)).hasMessage("NOT_REGISTERED_THERE");
    }

    @Test
    void whoWaitsToBeConfirmedAnewKeepsWhatItHas() {
        Member lapsed = serving.runOut(NEXT_YEAR);

        assertThat(lapsed.servesIn(HERE)).isFalse();
        assertThat(lapsed.staysIn(HERE)).isTrue();
        assertThat(decided(lapsed, Decision.CONFIRMED, NEXT_YEAR).servesIn(HERE)).isTrue();
        assertThat(decided(lapsed, Decision.REJECTED, NEXT_YEAR).staysIn(HERE)).isFalse();
    }

    @Test
    void whoMovesWithinTheCommunityKeepsWhatItHas() {
        Member moved = serving.report(HOME, new Place(HERE, Optional.of("garden")), NEXT_YEAR);

        assertThat(moved.servesIn(HERE)).isFalse();
        assertThat(moved.staysIn(HERE)).isTrue();
    }

    @Test
    void whoWithdrewOrMovedAwayOrIsErasedDoesNotStay() {
        Member withdrawn = serving.withdraw(HOME, NEXT_YEAR);

        assertThat(withdrawn.staysIn(HERE)).isFalse();
        assertThat(withdrawn.report(HOME, at(HERE), NEXT_YEAR).staysIn(HERE)).isFalse();
        assertThat(serving.report(HOME, at(THERE), NEXT_YEAR).staysIn(HERE)).isFalse();
        assertThat(serving.report(HOME, at(THERE), NEXT_YEAR).staysIn(THERE)).isFalse();
        assertThat(serving.erased(NEXT_YEAR).staysIn(HERE)).isFalse();
        assertThat(serving.runOut(NEXT_YEAR).erased(NEXT_YEAR).staysIn(HERE)).isFalse();
    }

    @Test
    void eitherRegistrationIsEnough() {
        Member both = serving.report(WORK, at(HERE), NOW).decide(WORK, HERE, verdict(Decision.CONFIRMED), NOW);

        assertThat(both.withdraw(HOME, NEXT_YEAR).servesIn(HERE)).isTrue();
        assertThat(both.withdraw(WORK, NEXT_YEAR).servesIn(HERE)).isTrue();
        assertThat(both.withdraw(WORK, NEXT_YEAR).withdraw(HOME, NEXT_YEAR).staysIn(HERE)).isFalse();
        assertThat(both.withdraw(WORK, NEXT_YEAR).report(WORK, at(HERE), NEXT_YEAR).withdraw(HOME, NEXT_YEAR).staysIn(HERE))
                .isFalse();
    }

    private static Member decided(Member member, Decision decision, Instant now) {
        return member.decide(HOME, HERE, verdict(decision), now);
    }

    private static Member.Verdict verdict(Decision decision) {
        return new Member.Verdict(decision, Optional.empty(), "officer");
    }

    private static Place at(String communityId) {
        return new Place(communityId, Optional.empty());
    }
}
