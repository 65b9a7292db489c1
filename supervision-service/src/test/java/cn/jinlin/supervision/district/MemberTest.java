package cn.jinlin.supervision.district;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.events.RegistrationEvent.Registered;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.kit.StateJson;

import static org.assertj.core.api.Assertions.assertThat;

class MemberTest {
    private static final String HERE = "350211102006";
    private static final String THERE = "350211102007";

    @Test
    void countsOnceWhereUnitAndResidenceReportToTheSameCommunity() {
        Member member = member(MemberStatus.ACTIVE, registered(HERE, RegistrationStatus.CONFIRMED),
                registered(HERE, RegistrationStatus.CONFIRMED));
        assertThat(member.communities()).containsExactly(HERE);
    }

    @Test
    void countsInBothCommunitiesOfADoubleReport() {
        Member member = member(MemberStatus.ACTIVE, registered(HERE, RegistrationStatus.CONFIRMED),
                registered(THERE, RegistrationStatus.CONFIRMED));
        assertThat(member.communities()).containsExactly(HERE, THERE);
    }

    @Test
    void countsNowhereBeforeConfirmationAndAfterWithdrawal() {
        assertThat(member(MemberStatus.ACTIVE, registered(HERE, RegistrationStatus.PENDING),
                registered(THERE, RegistrationStatus.WITHDRAWN)).communities()).isEmpty();
    }

    @Test
    void countsNowhereOnceDeleted() {
        assertThat(member(MemberStatus.DELETED, registered(HERE, RegistrationStatus.CONFIRMED), Optional.empty()).communities())
                .isEmpty();
    }

    @Test
    void remembersTheCommunityItLeft() {
        MemberChanged moved = state(MemberStatus.ACTIVE, registered(THERE, RegistrationStatus.CONFIRMED), Optional.empty());
        Member member = Member.of(moved, Set.of(HERE));
        assertThat(member.communities()).containsExactly(THERE);
        assertThat(member.everIn()).containsExactly(HERE, THERE);
    }

    @Test
    void comesBackFromTheStoreAsItWas() {
        Member member = member(MemberStatus.ACTIVE, registered(HERE, RegistrationStatus.CONFIRMED), Optional.empty());
        assertThat(StateJson.mapper().readValue(StateJson.mapper().writeValueAsString(member), Member.class)).isEqualTo(member);
    }

    private static Member member(MemberStatus status, Optional<Registered> unit, Optional<Registered> residence) {
        return Member.of(state(status, unit, residence), Set.of());
    }

    private static MemberChanged state(MemberStatus status, Optional<Registered> unit, Optional<Registered> residence) {
        return new MemberChanged("member-1", MemberKind.PARTY_MEMBER, Optional.of("unit-1"), List.of("first-aid"), status, unit,
                residence);
    }

    private static Optional<Registered> registered(String communityId, RegistrationStatus status) {
        return Optional.of(new Registered(communityId, Optional.empty(), status, Instant.parse("2026-05-16T08:30:00Z")));
    }
}
