package cn.jinlin.supervision.flag;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.supervision.evidence.Subject;
import cn.jinlin.supervision.flag.Flag.Status;
import cn.jinlin.supervision.flag.Flag.Verdict;
import cn.jinlin.supervision.rule.Evidence;
import cn.jinlin.supervision.rule.Rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FlagTest {
    private static final Instant NOW = Instant.parse("2026-05-16T08:30:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Subject MEMBER = new Subject(Subject.Kind.MEMBER, "member-1");
    private static final Flag RAISED = Flag.raised(Rule.ABSENT_REPEATEDLY, MEMBER, evidence("a", "b"), 1, NOW);

    @Test
    void thereIsOneOfARuleAndASubject() {
        assertThat(Flag.idOf(Rule.ABSENT_REPEATEDLY, MEMBER)).isEqualTo(RAISED.about().flagId())
                .isNotEqualTo(Flag.idOf(Rule.NO_SERVICE, MEMBER))
                .isNotEqualTo(Flag.idOf(Rule.ABSENT_REPEATEDLY, new Subject(Subject.Kind.MEMBER, "member-2")));
    }

    @Test
    void keepsItsTimeWhileItsEvidenceGrows() {
        Flag grown = RAISED.found(Optional.of(evidence("a", "b", "c")), 2, LATER);
        assertThat(grown.status()).isEqualTo(Status.OPEN);
        assertThat(grown.about().raisedAt()).isEqualTo(NOW);
        assertThat(grown.about().ticket()).isEqualTo(2);
    }

    @Test
    void isTakenBackWhenNothingSpeaksForItAnyMoreAndRaisedAgainWhenSomethingDoes() {
        Flag gone = RAISED.found(Optional.empty(), 2, LATER);
        assertThat(gone.status()).isEqualTo(Status.WITHDRAWN);
        Flag again = gone.found(Optional.of(evidence("c")), 3, LATER.plusSeconds(1));
        assertThat(again.status()).isEqualTo(Status.OPEN);
        assertThat(again.about().raisedAt()).isEqualTo(LATER.plusSeconds(1));
    }

    @Test
    void staysSettledUntilSomethingNewIsFound() {
        Flag settled = RAISED.settled(Verdict.FALSE_ALARM, "was ill", Office.EFFICIENCY, "somebody", LATER);
        assertThat(settled.status()).isEqualTo(Status.SETTLED);
        assertThat(settled.settledKeys()).containsExactlyInAnyOrder("a", "b");
        assertThat(settled.found(Optional.empty(), 2, LATER)).isSameAs(settled);
        Flag again = settled.found(Optional.of(evidence("c", "d")), 3, LATER);
        assertThat(again.status()).isEqualTo(Status.OPEN);
        Flag twice = again.settled(Verdict.CONFIRMED, "again", Office.EFFICIENCY, "somebody", LATER);
        assertThat(twice.settledKeys()).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(twice.about().settlements()).extracting(Flag.Settlement::verdict).containsExactly(Verdict.FALSE_ALARM,
                Verdict.CONFIRMED);
    }

    @Test
    void isSettledOnlyWhileItIsOpen() {
        Flag settled = RAISED.settled(Verdict.CONFIRMED, "true", Office.EFFICIENCY, "somebody", LATER);
        Flag gone = RAISED.found(Optional.empty(), 2, LATER);
        for (Flag flag : List.of(settled, gone)) {
            assertThatThrownBy(() -> flag.settled(Verdict.CONFIRMED, "x", Office.EFFICIENCY, "somebody", LATER))
                    .isInstanceOfSatisfying(Refused.class,
                            refused -> assertThat(refused.refusal()).isEqualTo(FlagRefusal.FLAG_NOT_OPEN));
        }
    }

    private static Evidence evidence(String... keys) {
        return new Evidence(
                List.of(keys).stream().map(key -> new Evidence.Item(key, NOW, Optional.empty(), Optional.of("member-1"),
                        Optional.empty(), Optional.empty(), 1)).toList(),
                List.of(keys));
    }
}
