package cn.jinlin.supervision.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.events.RegistrationEvent.Registered;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.coverage.Figures.Headcount;
import cn.jinlin.supervision.district.RandomDistrict;
import cn.jinlin.supervision.district.RandomDistrict.Told;
import cn.jinlin.supervision.district.RandomDistrict.Truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever order the events come in and however often, the kept counts equal a count of the last states from scratch. */
@EnginesTest
class CoverageRecountTest {
    private static final String HERE = "350211102006";
    private static final String THERE = "350211102007";
    private static final Instant NOW = Instant.parse("2026-05-16T08:30:00Z");

    @Autowired
    MongoClient engines;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void showsTheTruthAfterEveryFewEventsOfADisturbedDelivery(long seed) {
        List<Told> disturbed = new RandomDistrict(seed, NOW).disturbed();
        CoverageFixture board = fresh();
        for (int i = 0; i < disturbed.size(); i += 8) {
            int end = Math.min(i + 8, disturbed.size());
            board.deliver(disturbed.subList(i, end), 4);
            board.settle();
            assertThat(board.shown()).isEqualTo(RandomDistrict.truth(disturbed.subList(0, end), NOW));
            assertThat(levels(board, seed)).isEqualTo(together(disturbed.subList(0, end), seed));
        }
    }

    @Test
    void aMoveIsCountedInTheCommunityThatWasLeft() {
        CoverageFixture board = atHome();
        board.deliver(List.of(registered(2, THERE)), 1);
        board.settle();
        assertThat(registeredMembers(board)).containsExactly(Map.entry(HERE, 0), Map.entry(THERE, 1));
    }

    @Test
    void aFailureBetweenViewAndMarkForgetsNoCommunity() {
        CoverageFixture board = atHome();
        Told moved = registered(2, THERE);
        assertThatThrownBy(() -> board.district.deliver(List.of(moved), 1, _ -> {
            throw new IllegalStateException("the store went away");
        })).hasMessage("the store went away");
        board.deliver(List.of(moved), 1);
        board.settle();
        assertThat(registeredMembers(board)).containsExactly(Map.entry(HERE, 0), Map.entry(THERE, 1));
    }

    @Test
    void aMoveWithinOneBatchIsCountedOnlyWhereItEnded() {
        CoverageFixture board = atHome();
        board.deliver(List.of(registered(2, THERE), registered(3, HERE), registered(4, THERE)), 3);
        board.settle();
        assertThat(registeredMembers(board)).containsExactly(Map.entry(HERE, 0), Map.entry(THERE, 1));
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
            assertThat(truth.figures().active()).isZero();
            assertThat(truth.figures().open()).isZero();
            assertThat(truth.figures().overdue()).isEqualTo(truth.figures().findings());
        });
    }

    @Test
    void aChangeDuringACountIsCountedAgain() {
        CoverageFixture board = fresh();
        board.marks.mark(Set.of(HERE), NOW);
        long ticket = board.marks.take(HERE, NOW, Duration.ofMillis(100), Duration.ofSeconds(5)).orElseThrow();
        Instant later = NOW.plusMillis(200);
        board.marks.mark(Set.of(HERE), later);
        board.marks.settle(HERE, ticket, NOW.plusSeconds(3600));
        assertThat(board.marks.due(later, 10)).containsExactly(HERE);
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
        board.marks.mark(Set.of(HERE), NOW);
        assertThat(board.marks.take(HERE, NOW, Duration.ofMillis(100), Duration.ZERO)).isPresent();
        board.marks.mark(Set.of(HERE), NOW);
        assertThat(board.marks.take(HERE, NOW.plusMillis(99), Duration.ofMillis(100), Duration.ZERO)).isEmpty();
        assertThat(board.marks.take(HERE, NOW.plusMillis(100), Duration.ofMillis(100), Duration.ZERO)).isPresent();
    }

    @Test
    void aCountThatNeverEndedIsTakenUpAgain() {
        CoverageFixture board = fresh();
        board.marks.mark(Set.of(HERE), NOW);
        board.marks.take(HERE, NOW, Duration.ofMillis(100), Duration.ofSeconds(5)).orElseThrow();
        assertThat(board.marks.due(NOW.plusSeconds(4), 10)).isEmpty();
        assertThat(board.marks.due(NOW.plusSeconds(5), 10)).containsExactly(HERE);
    }

    /** Two communities, and one member who is registered in the first. */
    private CoverageFixture atHome() {
        CoverageFixture board = fresh();
        board.deliver(List.of(community(HERE), community(THERE), registered(1, HERE)), 1);
        board.settle();
        assertThat(registeredMembers(board)).containsExactly(Map.entry(HERE, 1), Map.entry(THERE, 0));
        return board;
    }

    private static Map<String, Integer> registeredMembers(CoverageFixture board) {
        Map<String, Integer> registered = new TreeMap<>();
        board.shown().forEach((id, truth) -> registered.put(id, truth.figures().registered()));
        return registered;
    }

    private static Told community(String id) {
        return new Told("c-" + id, 1,
                new CommunityChanged(id, "community", id.substring(0, 9), "town", Optional.empty(), List.of()));
    }

    private static Told registered(long version, String communityId) {
        Registered registered = new Registered(communityId, Optional.empty(), RegistrationStatus.CONFIRMED, NOW);
        return new Told("m-" + version, version, new MemberChanged("member-1", MemberKind.RESIDENT, Optional.empty(), List.of(),
                MemberStatus.ACTIVE, Optional.empty(), Optional.of(registered)));
    }

    private CoverageFixture fresh() {
        MongoDatabase database = engines.getDatabase("coverage-" + UUID.randomUUID());
        return new CoverageFixture(database, NOW);
    }

    private static Counts counts(int registered) {
        Headcount members = new Headcount(registered, 0);
        return new Counts(HERE, "双乐社区", "350211102", "灌口镇", Optional.empty(), Figures.NONE.with(members), members, members,
                Optional.empty());
    }

    /** The figures of the district and of each sub-district that is on the board. */
    private static Map<String, RandomDistrict.Figures> levels(CoverageFixture board, long seed) {
        Summary summary = board.desk.summary(Optional.of(String.valueOf(400_000 + seed)));
        Map<String, RandomDistrict.Figures> levels = new TreeMap<>();
        summary.subdistricts().forEach(each -> levels.put(each.code(), CoverageFixture.figures(each.figures())));
        levels.put(summary.district().code(), CoverageFixture.figures(summary.district().figures()));
        return levels;
    }

    private static Map<String, RandomDistrict.Figures> together(List<Told> told, long seed) {
        Map<String, RandomDistrict.Figures> levels = new TreeMap<>();
        RandomDistrict.truth(told, NOW).keySet().forEach(
                id -> levels.computeIfAbsent(id.substring(0, 9), area -> RandomDistrict.together(told, area, NOW)));
        String district = String.valueOf(400_000 + seed);
        levels.put(district, RandomDistrict.together(told, district, NOW));
        return levels;
    }
}
