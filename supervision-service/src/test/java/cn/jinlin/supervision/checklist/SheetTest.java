package cn.jinlin.supervision.checklist;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.supervision.checklist.Checklist.Item;
import cn.jinlin.supervision.checklist.Sheet.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SheetTest {
    private static final Instant NOW = Instant.parse("2026-05-16T08:30:00Z");

    @Test
    void isTheWeightedMeanWithHalvesRoundedUp() {
        assertThat(score(List.of(1, 1), List.of(100, 1))).isEqualTo(51);
        assertThat(score(List.of(3, 1), List.of(100, 40))).isEqualTo(85);
        assertThat(score(List.of(100, 1), List.of(0, 100))).isEqualTo(1);
        assertThat(score(List.of(7), List.of(0))).isZero();
    }

    /** Against the same mean in floating point, for many sheets. */
    @Test
    void liesBetweenTheWorstAndTheBestItem() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            List<Integer> weights = new ArrayList<>();
            List<Integer> scores = new ArrayList<>();
            int size = 1 + random.nextInt(20);
            double weighed = 0;
            double sum = 0;
            for (int i = 0; i < size; i++) {
                weights.add(1 + random.nextInt(100));
                scores.add(random.nextInt(101));
                weighed += weights.getLast() * scores.getLast();
                sum += weights.getLast();
            }
            assertThat(score(weights, scores)).isBetween(scores.stream().min(Integer::compare).get(),
                    scores.stream().max(Integer::compare).get()).isEqualTo((int) Math.floor(weighed / sum + 0.5));
        }
    }

    @Test
    void aSheetOnWhichNothingAppliesHasNoScore() {
        Checklist list = list(List.of(1));
        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> Sheet.filled("list-1", list.newest(),
                List.of(new Answer("i0", Optional.empty(), Optional.empty()))));
    }

    @Test
    void editionsStayAsTheyWere() {
        Checklist revised = list(List.of(1, 1)).revised(List.of(new Item("i0", "new", 5)), "cora", NOW);
        assertThat(revised.edition(1).orElseThrow().items()).hasSize(2);
        assertThat(revised.newest().version()).isEqualTo(2);
        assertThat(revised.edition(3)).isEmpty();
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> revised.revised(List.of(new Item("a", "x", 1), new Item("a", "y", 1)), "cora", NOW));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> revised.retire().revised(List.of(new Item("a", "x", 1)), "cora", NOW));
    }

    private static int score(List<Integer> weights, List<Integer> scores) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            answers.add(new Answer("i" + i, Optional.of(scores.get(i)), Optional.empty()));
        }
        return Sheet.filled("list-1", list(weights).newest(), answers).score();
    }

    private static Checklist list(List<Integer> weights) {
        List<Item> items = new ArrayList<>();
        for (int weight : weights) {
            items.add(new Item("i" + items.size(), "text", weight));
        }
        return Checklist.first("list-1", TargetKind.MARKET, "list", items, "anna", NOW);
    }
}
