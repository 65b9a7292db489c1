package cn.jinlin.supervision.draw;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.StateJson;
import cn.jinlin.supervision.draw.Draw.Basis;
import cn.jinlin.supervision.draw.Draw.Candidate;
import cn.jinlin.supervision.draw.Draw.Pick;
import cn.jinlin.supervision.draw.Risk.Facts;

import static org.assertj.core.api.Assertions.assertThat;

class DrawTest {
    private static final Instant NOW = Instant.parse("2026-05-16T08:30:00Z");
    private static final RiskWeights WEIGHTS = new RiskWeights(10, 30, 4, 16, 24, 20, 180, 10);

    @Test
    void explainsEveryPoint() {
        Risk risk = Risk.of(new Facts(2, 1, Optional.of(75), Optional.of(90), true), WEIGHTS);
        assertThat(risk.parts()).extracting(Risk.Part::points).containsExactly(10, 8, 6, 10, 10);
        assertThat(risk.points()).isEqualTo(44);
        assertThat(Risk.of(new Facts(99, 99, Optional.of(0), Optional.empty(), true), WEIGHTS).points()).isEqualTo(100);
        assertThat(Risk.of(new Facts(0, 0, Optional.of(100), Optional.of(0), false), WEIGHTS).points()).isZero();
        assertThat(Risk.of(new Facts(Integer.MAX_VALUE, 0, Optional.empty(), Optional.of(Integer.MAX_VALUE), false), WEIGHTS)
                .points()).isEqualTo(16 + 12 + 20);
    }

    /** The lot can be checked with any tool: {@code printf '42\nMARKET:m1' | sha256sum}. */
    @Test
    void aLotIsTheHashOfSeedAndTarget() {
        Candidate candidate = candidate("m1", 0);
        assertThat(draw("42", 0, 1, List.of(candidate)).lotOf(candidate))
                .isEqualTo("98100f83ad20ad8556bc08fec38a0805f7a59e479f7267759b3adc940f222a38");
    }

    @Test
    void comesToTheSameFromTheSameAndToOthersFromAnotherSeed() {
        Random random = new Random(11);
        int differing = 0;
        for (int round = 0; round < 200; round++) {
            List<Candidate> candidates = candidates(random, 1 + random.nextInt(60));
            int byRisk = random.nextInt(10);
            int atRandom = random.nextInt(10);
            Draw draw = draw("seed" + round, byRisk, atRandom, candidates);
            List<Pick> picks = draw.picks();
            List<Candidate> shuffled = new ArrayList<>(candidates);
            Collections.shuffle(shuffled, random);
            Draw again = StateJson.mapper().readValue(
                    StateJson.mapper().writeValueAsString(draw("seed" + round, byRisk, atRandom, shuffled)), Draw.class);
            assertThat(again.picks()).isEqualTo(picks);
            assertThat(again.digest()).isEqualTo(draw.digest());
            assertThat(picks).doesNotHaveDuplicates().hasSize(Math.min(byRisk + atRandom, candidates.size()));
            int least = picks.stream().filter(pick -> pick.basis() == Basis.RISK).mapToInt(Pick::risk).min().orElse(999);
            assertThat(picks.stream().filter(pick -> pick.basis() == Basis.RANDOM)).allMatch(pick -> pick.risk() <= least);
            differing += draw("other" + round, byRisk, atRandom, candidates).picks().equals(picks) ? 0 : 1;
        }
        assertThat(differing).isGreaterThan(100);
    }

    @Test
    void whateverIsChangedAfterwardsShowsInTheDigest() {
        List<Candidate> candidates = candidates(new Random(3), 5);
        Draw draw = draw("s", 1, 2, candidates);
        List<Candidate> fewer = candidates.subList(1, 5);
        List<Candidate> other = new ArrayList<>(fewer);
        other.add(new Candidate(candidates.getFirst().target(), "", new Facts(1, 0, Optional.empty(), Optional.empty(), false)));
        assertThat(List.of(draw.digest(), draw("t", 1, 2, candidates).digest(), draw("s", 2, 2, candidates).digest(),
                draw("s", 1, 2, fewer).digest(), draw("s", 1, 2, other).digest())).doesNotHaveDuplicates();
    }

    /** Without risk each of 20 is drawn about as often as any other: 4,000 draws of 5, 1,000 each are expected. */
    @Test
    void chanceFavoursNobody() {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            candidates.add(candidate("c" + i, 0));
        }
        Map<String, Integer> drawn = new HashMap<>();
        for (int seed = 0; seed < 4_000; seed++) {
            draw(Integer.toString(seed), 0, 5, candidates).picks()
                    .forEach(pick -> drawn.merge(pick.target().targetId(), 1, Integer::sum));
        }
        assertThat(drawn).hasSize(20).allSatisfy((_, times) -> assertThat(times).isBetween(870, 1_130));
    }

    private static List<Candidate> candidates(Random random, int size) {
        List<Candidate> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(candidate("t" + i, random.nextInt(4)));
        }
        all.sort(Comparator.comparing(each -> each.target().targetId()));
        return all;
    }

    private static Candidate candidate(String id, int overdue) {
        return new Candidate(new Target(TargetKind.MARKET, id, Optional.of("350211102006")), id,
                new Facts(0, overdue, Optional.of(80), Optional.of(30), false));
    }

    private static Draw draw(String seed, int byRisk, int atRandom, List<Candidate> candidates) {
        return new Draw("draw-1", "campaign-1", seed, byRisk, atRandom, WEIGHTS, candidates, NOW);
    }
}
