package cn.jinlin.registration.unit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RegistrationEvent.TieKind;
import cn.jinlin.events.RegistrationEvent.TieStatus;
import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.registration.unit.Unit.Wish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UnitTest {
    private static final Instant NOW = Instant.parse("2026-03-01T01:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(1));
    private static final String HERE = "350211102006";
    private static final Wish PARTNER = new Wish(HERE, TieKind.PARTNER, Optional.empty());
    private static final Wish SUPPORT = new Wish(HERE, TieKind.SUPPORT, Optional.of(LATER));

    private final Unit unit = new Unit("u", "集美区税务局", UnitKind.GOVERNMENT, Optional.empty(), false, Optional.empty(),
            List.of());

    @Test
    void isPartnerOnlyOnceTheCommunityAgreed() {
        Unit proposed = unit.propose(PARTNER, NOW);

        assertThat(proposed.partnerOf(HERE, NOW)).isFalse();
        assertThat(proposed.confirm(PARTNER, LATER).partnerOf(HERE, LATER)).isTrue();
    }

    @Test
    void isPartnerAtOnceWhenTheDistrictSaysSo() {
        assertThat(unit.set(PARTNER, NOW).partnerOf(HERE, NOW)).isTrue();
    }

    @Test
    void takesTheSameWishAgainWithoutAnyChange() {
        Unit proposed = unit.propose(PARTNER, NOW);
        Unit set = unit.set(PARTNER, NOW);

        assertThat(proposed.propose(PARTNER, LATER)).isEqualTo(proposed);
        assertThat(set.set(PARTNER, LATER)).isEqualTo(set);
        assertThat(set.confirm(PARTNER, LATER)).isEqualTo(set);
    }

    @Test
    void refusesAnotherProposalBesideATieThatHolds() {
        Unit tied = unit.set(PARTNER, NOW);
        Wish shorter = new Wish(HERE, TieKind.PARTNER, Optional.of(LATER));

        assertThatThrownBy(() -> tied.propose(shorter, NOW)).hasMessage("TIE_ALREADY_THERE");
    }

    @Test
    void refusesToConfirmWhatWasNotProposed() {
        assertThatThrownBy(() -> unit.confirm(PARTNER, NOW)).hasMessage("TIE_NOT_PROPOSED");
    }

    @Test
    void supportMakesNoPartner() {
        assertThat(unit.set(SUPPORT, NOW).partnerOf(HERE, NOW)).isFalse();
    }

    @Test
    void tieEndsByItselfAtItsEnd() {
        Unit tied = unit.set(new Wish(HERE, TieKind.PARTNER, Optional.of(LATER)), NOW);

        assertThat(tied.partnerOf(HERE, LATER.minusNanos(1))).isTrue();
        assertThat(tied.partnerOf(HERE, LATER)).isFalse();
        assertThat(tied.propose(PARTNER, LATER).partnerCommunities()).singleElement()
                .satisfies(tie -> assertThat(tie.status()).isEqualTo(TieStatus.PROPOSED));
    }

    @Test
    void endingATieLeavesTheOthers() {
        Unit two = unit.set(PARTNER, NOW).set(new Wish("350211102007", TieKind.PARTNER, Optional.empty()), NOW);

        assertThat(two.end(HERE, NOW).partnerCommunities()).singleElement()
                .satisfies(tie -> assertThat(tie.communityId()).isEqualTo("350211102007"));
        assertThat(unit.end(HERE, NOW)).isEqualTo(unit);
    }
}
