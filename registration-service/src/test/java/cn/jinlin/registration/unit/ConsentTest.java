package cn.jinlin.registration.unit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.PartnerTie;
import cn.jinlin.events.RegistrationEvent.SupportObstacle;
import cn.jinlin.events.RegistrationEvent.SupportRefused;
import cn.jinlin.events.RegistrationEvent.SupportTied;
import cn.jinlin.events.RegistrationEvent.TieKind;
import cn.jinlin.events.RegistrationEvent.TieStatus;
import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.registration.unit.Unit.Wish;

import static org.assertj.core.api.Assertions.assertThat;

class ConsentTest {
    private static final Instant NOW = Instant.parse("2026-03-01T01:00:00Z");
    private static final Instant UNTIL = NOW.plus(Duration.ofDays(7));
    private static final String HERE = "350211102006";
    private static final String THERE = "350211102007";
    private static final Consent CONSENT = new Consent("plan-1", UNTIL, List.of(HERE));
    private static final SupportTied TIED = new SupportTied("u", "plan-1", HERE, UNTIL);

    private final Unit unit = new Unit("u", "集美区税务局", UnitKind.GOVERNMENT, Optional.empty(), false, Optional.empty(),
            List.of());

    @Test
    void becomesASupportTieWithAnEndInEveryCommunity() {
        Change<Unit, RegistrationEvent> change = on(unit, new Consent("plan-1", UNTIL, List.of(HERE, THERE)));

        assertThat(change.state().partnerCommunities()).containsExactly(tie(HERE, NOW, UNTIL), tie(THERE, NOW, UNTIL));
        assertThat(change.facts()).containsExactly(TIED, new SupportTied("u", "plan-1", THERE, UNTIL));
    }

    @Test
    void changesNothingWhenItComesAgain() {
        Unit tied = on(unit, CONSENT).state();

        assertThat(on(tied, CONSENT)).isEqualTo(Change.of(tied));
    }

    @Test
    void isNotTakenForANewOneOnceTheDistrictHasEndedItsTie() {
        Unit ended = on(unit, CONSENT).state().end(HERE, NOW.plusSeconds(60));

        assertThat(ended.tie(HERE, NOW.plusSeconds(60))).isEmpty();
        assertThat(on(ended, CONSENT)).isEqualTo(Change.of(ended));
        assertThat(ended.end(HERE, NOW.plusSeconds(90))).isEqualTo(ended);
    }

    @Test
    void leavesAPartnershipAsItIs() {
        Unit partner = unit.set(new Wish(HERE, TieKind.PARTNER, Optional.empty()), NOW);

        Change<Unit, RegistrationEvent> change = on(partner, CONSENT);

        assertThat(change.state()).isEqualTo(partner);
        assertThat(change.facts()).containsExactly(TIED);
    }

    @Test
    void isRefusedWhereAPartnershipIsProposed() {
        Unit proposed = unit.propose(new Wish(HERE, TieKind.PARTNER, Optional.empty()), NOW);

        assertRefused(on(proposed, CONSENT), proposed, SupportObstacle.PARTNERSHIP_PROPOSED);
    }

    @Test
    void isRefusedOnceThePlanIsOverAndForACommunityThatNobodyKnows() {
        assertRefused(CONSENT.on(unit, _ -> true, UNTIL), unit, SupportObstacle.OVER);
        assertRefused(CONSENT.on(unit, _ -> false, NOW), unit, SupportObstacle.COMMUNITY_UNKNOWN);
    }

    @Test
    void supportThatLastsLongerKeepsItsEnd() {
        Unit longer = unit.set(new Wish(HERE, TieKind.SUPPORT, Optional.of(UNTIL.plusSeconds(60))), NOW);
        Unit shorter = unit.set(new Wish(HERE, TieKind.SUPPORT, Optional.of(UNTIL.minusSeconds(60))), NOW);

        assertThat(on(longer, CONSENT).state().partnerCommunities()).containsExactly(tie(HERE, NOW, UNTIL.plusSeconds(60)));
        assertThat(on(shorter, CONSENT).state().partnerCommunities()).containsExactly(tie(HERE, NOW, UNTIL));
    }

    private static Change<Unit, RegistrationEvent> on(Unit unit, Consent consent) {
        return consent.on(unit, _ -> true, NOW);
    }

    private static PartnerTie tie(String communityId, Instant from, Instant until) {
        return new PartnerTie(communityId, TieKind.SUPPORT, TieStatus.CONFIRMED, from, Optional.of(until),
                Optional.of("plan-1"));
    }

    private static void assertRefused(Change<Unit, RegistrationEvent> change, Unit unit, SupportObstacle obstacle) {
        assertThat(change).isEqualTo(new Change<Unit, RegistrationEvent>(unit,
                List.of(new SupportRefused("u", "plan-1", HERE, obstacle))));
    }
}
