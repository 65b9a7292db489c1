package cn.jinlin.registration.news;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.events.RegistrationEvent.Registered;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.events.RegistrationEvent.TeamChanged;
import cn.jinlin.events.RegistrationEvent.TeamKind;
import cn.jinlin.events.RegistrationEvent.TeamStatus;
import cn.jinlin.events.RequestEvent.ClaimConfirmed;
import cn.jinlin.events.RequestEvent.ClaimReleased;
import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.OrderAccepted;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.events.RequestEvent.ServiceResult;
import cn.jinlin.events.RequestEvent.ServiceVerdict;
import cn.jinlin.events.SupervisionEvent.ExemplarChanged;
import cn.jinlin.events.SupervisionEvent.ExemplarStatus;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.registration.inbox.MessageCode;
import cn.jinlin.registration.inbox.Note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class NewsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T01:00:00Z");

    @Test
    void tellsWhatBecameOfAClaim() {
        Map<ClaimStatus, MessageCode> claimed = Map.of(ClaimStatus.CLAIMED, MessageCode.CLAIM_CONFIRMED,
                ClaimStatus.WAITLISTED, MessageCode.CLAIM_WAITLISTED, ClaimStatus.AWAITING_OFFICER,
                MessageCode.CLAIM_AWAITING_OFFICER);
        claimed.forEach((status, code) -> assertThat(
                ClaimNews.of(new OrderClaimed("o", "c", "m", Optional.empty(), status, 0, NOW), "e")).extracting(Note::code)
                .containsExactly(code));
        assertThat(ClaimNews.of(new ClaimConfirmed("o", "c", "m", ClaimStatus.WAITLISTED, NOW), "e")).extracting(Note::code)
                .containsExactly(MessageCode.CLAIM_APPROVED_WAITLISTED);
    }

    @Test
    void tellsReleasesByOthersAndNotOnesOwn() {
        Map<String, MessageCode> told = Map.of("BY_LIAISON", MessageCode.RELEASED_BY_LIAISON, "BY_OFFICER",
                MessageCode.RELEASED_BY_OFFICER, "REFUSED_BY_OFFICER", MessageCode.CLAIM_REFUSED, "ORDER_CANCELLED",
                MessageCode.ORDER_CANCELLED, "NOT_PROMOTED", MessageCode.NOT_PROMOTED);
        told.forEach((reason, code) -> assertThat(ClaimNews.of(new ClaimReleased("o", "c", "m", reason, NOW), "e"))
                .extracting(Note::code).containsExactly(code));
        assertThat(ClaimNews.of(new ClaimReleased("o", "c", "m", "BY_MEMBER", NOW), "e")).isEmpty();
    }

    @Test
    void tellsEachParticipantItsOwnVerdict() {
        OrderAccepted accepted = new OrderAccepted("o", "c", List.of(new ServiceResult("a", ServiceVerdict.SERVED, 90),
                new ServiceResult("b", ServiceVerdict.ABSENT, 0), new ServiceResult("c", ServiceVerdict.UNSATISFACTORY, 0)),
                List.of(), NOW);

        assertThat(ClaimNews.of(accepted, "e")).extracting(Note::memberId, Note::code).containsExactly(
                org.assertj.core.groups.Tuple.tuple("a", MessageCode.CODE_READY),
                org.assertj.core.groups.Tuple.tuple("b", MessageCode.MARKED_ABSENT),
                org.assertj.core.groups.Tuple.tuple("c", MessageCode.MARKED_UNSATISFACTORY));
    }

    @Test
    void tellsDecisionsOnRegistrationsAndWhatTimeDidToThem() {
        assertThat(between(RegistrationStatus.PENDING, RegistrationStatus.CONFIRMED))
                .containsExactly(MessageCode.REGISTRATION_CONFIRMED);
        assertThat(between(RegistrationStatus.PENDING, RegistrationStatus.REJECTED))
                .containsExactly(MessageCode.REGISTRATION_REJECTED);
        assertThat(between(RegistrationStatus.CONFIRMED, RegistrationStatus.REJECTED))
                .containsExactly(MessageCode.REGISTRATION_REJECTED);
        assertThat(between(RegistrationStatus.CONFIRMED, RegistrationStatus.PENDING))
                .containsExactly(MessageCode.REGISTRATION_RAN_OUT);
        assertThat(between(RegistrationStatus.CONFIRMED, RegistrationStatus.WITHDRAWN)).isEmpty();
        assertThat(between(RegistrationStatus.CONFIRMED, RegistrationStatus.CONFIRMED)).isEmpty();
    }

    @Test
    void tellsWhomATeamTookInAndThatItIsNoMore() {
        TeamChanged made = team(TeamStatus.ACTIVE, "a", "b");
        TeamChanged more = team(TeamStatus.ACTIVE, "b", "c");

        assertThat(TeamNews.between(Optional.empty(), made, "1", NOW)).extracting(Note::memberId, Note::code).containsExactly(
                tuple("a", MessageCode.TEAM_JOINED), tuple("b", MessageCode.TEAM_JOINED));
        assertThat(TeamNews.between(Optional.of(made), more, "2", NOW)).extracting(Note::memberId, Note::code)
                .containsExactly(tuple("c", MessageCode.TEAM_JOINED));
        assertThat(TeamNews.between(Optional.of(more), team(TeamStatus.DISBANDED), "3", NOW))
                .extracting(Note::memberId, Note::code).containsExactly(tuple("b", MessageCode.TEAM_DISBANDED),
                        tuple("c", MessageCode.TEAM_DISBANDED));
    }

    @Test
    void asksWhomAnExemplarNamesAndTellsThemWhenItIsOut() {
        Map<ExemplarStatus, MessageCode> told = Map.of(ExemplarStatus.REVIEWED, MessageCode.EXEMPLAR_CONSENT_ASKED,
                ExemplarStatus.PUBLISHED, MessageCode.EXEMPLAR_PUBLISHED);
        for (ExemplarStatus status : ExemplarStatus.values()) {
            assertThat(ExemplarNews.of(exemplar(status), NOW)).extracting(Note::memberId, Note::code).isEqualTo(
                    Optional.ofNullable(told.get(status)).map(code -> List.of(tuple("a", code), tuple("b", code)))
                            .orElse(List.of()));
        }
    }

    private static ExemplarChanged exemplar(ExemplarStatus status) {
        return new ExemplarChanged("x", Office.CIVILIZATION, List.of("a", "b"), Optional.empty(), Optional.empty(), status,
                List.of());
    }

    private static TeamChanged team(TeamStatus status, String... members) {
        return new TeamChanged("t", TeamKind.CARE, "爱心集美队", "350211102006", Optional.empty(), Optional.empty(),
                List.of(members), status);
    }

    private static List<MessageCode> between(RegistrationStatus before, RegistrationStatus now) {
        return MemberNews.between(member(before), member(now)).stream().map(Note::code).toList();
    }

    private static MemberChanged member(RegistrationStatus status) {
        return new MemberChanged("m", MemberKind.PARTY_MEMBER, Optional.empty(), List.of(), MemberStatus.ACTIVE, Optional.empty(),
                Optional.of(new Registered("350211102006", Optional.empty(), status, NOW)));
    }
}
