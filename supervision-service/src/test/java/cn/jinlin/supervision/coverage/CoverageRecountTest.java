package cn.jinlin.supervision.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.district.RandomDistrict;
import cn.jinlin.supervision.district.RandomDistrict.Told;
import cn.jinlin.supervision.district.RandomDistrict.Truth;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever order the events come in and however often, the kept counts equal a count of the last states from scratch. */
@EnginesTest
class CoverageRecountTest {
    private static final Instant NOW = Instant.parse("2026-05-16T08:30:00Z");

    @Autowired
    MongoClient engines;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void disturbedDeliveryShowsTheTruth(long seed) {
        RandomDistrict story = new RandomDistrict(seed, NOW);
        CoverageFixture board = fresh();
        List<Told> disturbed = story.disturbed();
        for (int i = 0; i < disturbed.size(); i += 60) {
            board.deliver(disturbed.subList(i, Math.min(i + 60, disturbed.size())), 7);
            board.settle();
        }
        assertThat(board.shown()).isEqualTo(story.truth(NOW));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void duplicatesAndLateEventsChangeNothing(long seed) {
        RandomDistrict story = new RandomDistrict(seed, NOW);
        CoverageFixture board = fresh();
        board.deliver(story.inOrder(), 40);
        board.settle();
        Map<String, Truth> before = board.shown();
        List<Told> backwards = new ArrayList<>(story.inOrder());
        Collections.reverse(backwards);
        board.deliver(story.inOrder(), 40);
        board.deliver(backwards, 3);
        board.settle();
        assertThat(board.shown()).isEqualTo(before).isEqualTo(story.truth(NOW));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void aRebuildFromTheBeginningShowsTheSameBoard(long seed) {
        RandomDistrict story = new RandomDistrict(seed, NOW);
        CoverageFixture grown = fresh();
        grown.deliver(story.disturbed(), 5);
        grown.settle();
        CoverageFixture rebuilt = fresh();
        rebuilt.deliver(story.inOrder(), 500);
        rebuilt.settle();
        assertThat(rebuilt.desk.board()).isEqualTo(grown.desk.board());
    }

    @Test
    void timeAloneEndsOrdersAndActivity() {
        RandomDistrict story = new RandomDistrict(31, NOW);
        CoverageFixture board = fresh();
        board.deliver(story.inOrder(), 50);
        board.settle();
        for (int day = 0; day < 100; day += 5) {
            board.clock.advance(Duration.ofDays(5));
            board.settle();
            assertThat(board.shown()).isEqualTo(story.truth(board.clock.instant()));
        }
        assertThat(board.shown().values()).allSatisfy(truth -> {
            assertThat(truth.active()).isZero();
            assertThat(truth.open()).isZero();
        });
    }

    @Test
    void aChangeDuringACountIsCountedAgain() {
        CoverageFixture board = fresh();
        board.marks.mark(Set.of("350211102006"), NOW);
        long ticket = board.marks.take("350211102006", NOW, Duration.ofMillis(100), Duration.ofSeconds(5)).orElseThrow();
        Instant later = NOW.plusMillis(200);
        board.marks.mark(Set.of("350211102006"), later);
        board.marks.settle("350211102006", ticket, NOW.plusSeconds(3600));
        assertThat(board.marks.due(later, 10)).containsExactly("350211102006");
    }

    @Test
    void anOlderCountNeverReplacesANewerOne() {
        CoverageFixture board = fresh();
        board.kept.keep(counts(7), 2);
        board.kept.keep(counts(3), 1);
        assertThat(board.kept.all()).containsExactly(counts(7));
    }

    @Test
    void aCommunityIsNotCountedTwiceWithinAHundredMilliseconds() {
        CoverageFixture board = fresh();
        board.marks.mark(Set.of("350211102006"), NOW);
        assertThat(board.marks.take("350211102006", NOW, Duration.ofMillis(100), Duration.ZERO)).isPresent();
        board.marks.mark(Set.of("350211102006"), NOW);
        assertThat(board.marks.take("350211102006", NOW.plusMillis(99), Duration.ofMillis(100), Duration.ZERO)).isEmpty();
        assertThat(board.marks.take("350211102006", NOW.plusMillis(100), Duration.ofMillis(100), Duration.ZERO)).isPresent();
    }

    @Test
    void aCountThatNeverEndedIsTakenUpAgain() {
        CoverageFixture board = fresh();
        board.marks.mark(Set.of("350211102006"), NOW);
        board.marks.take("350211102006", NOW, Duration.ofMillis(100), Duration.ofSeconds(5)).orElseThrow();
        assertThat(board.marks.due(NOW.plusSeconds(4), 10)).isEmpty();
        assertThat(board.marks.due(NOW.plusSeconds(5), 10)).containsExactly("350211102006");
    }

    private CoverageFixture fresh() {
        MongoDatabase database = engines.getDatabase("coverage-" + UUID.randomUUID());
        return new CoverageFixture(database, NOW);
    }

    private static Counts counts(int registered) {
        return new Counts("350211102006", "双乐社区", java.util.Optional.empty(), registered, 0, 0, 0, 0,
                java.util.Optional.empty(), 0);
    }
}
