package cn.jinlin.supervision.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.supervision.coverage.CoverageBoard.Band;
import cn.jinlin.supervision.coverage.Ground.Running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class CoverageBoardTest {
    private static final Instant NOW = Instant.parse("2026-05-16T08:30:00Z");
    private static final CoverageProperties LIMITS = new CoverageProperties(Duration.ofDays(90), 1.5, 0.5, 0.1,
            Duration.ofMillis(100), Duration.ofHours(1));

    @Test
    void countsOpenAndClaimedPlacesOfRunningOrders() {
        Counts counts = ground(List.of(new Running(NOW, 10, 4), new Running(NOW, 5, 5)), Map.of()).count();
        assertThat(counts.openPlaces()).isEqualTo(6);
        assertThat(counts.claimedPlaces()).isEqualTo(9);
        assertThat(counts.fillRate()).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void walkInsBeyondTheCapacityTakeNoPlaceElsewhere() {
        assertThat(ground(List.of(new Running(NOW, 2, 5), new Running(NOW, 3, 0)), Map.of()).count().openPlaces()).isEqualTo(3);
    }

    @Test
    void anEmptyCommunityIsFilledIdleAndBalanced() {
        Counts counts = ground(List.of(), Map.of()).count();
        assertThat(counts.fillRate()).isEqualTo(1);
        assertThat(counts.load()).isZero();
        assertThat(bands(counts)).containsExactly(Band.BALANCED);
    }

    @Test
    void anEmptyDistrictHasAnEmptyBoard() {
        assertThat(CoverageBoard.of(List.of(), LIMITS).rows()).isEmpty();
    }

    @Test
    void placesWithoutAnyActiveMemberAreShortWithAFiniteLoad() {
        Counts counts = community(1, 40, 0);
        assertThat(counts.load()).isEqualTo(40);
        assertThat(bands(counts)).containsExactly(Band.SHORT);
    }

    @Test
    void bandsFollowFromTheMedianOfTheDistrict() {
        assertThat(bands(community(1, 10, 10), community(2, 9, 10), community(3, 30, 10), community(4, 1, 10),
                community(5, 10, 10))).containsExactly(Band.BALANCED, Band.BALANCED, Band.SHORT, Band.SURPLUS, Band.BALANCED);
    }

    @Test
    void whoCanHelpItselfIsNeverShort() {
        assertThat(bands(community(1, 0, 50), community(2, 0, 50), community(3, 1, 50))).containsOnly(Band.BALANCED);
    }

    @Test
    void idleCommunitiesSayNothingAboutTheMedian() {
        assertThat(bands(community(1, 0, 0), community(2, 0, 0), community(3, 0, 0), community(4, 10, 10), community(5, 1, 10),
                community(6, 10, 10))).containsExactly(Band.BALANCED, Band.BALANCED, Band.BALANCED, Band.BALANCED, Band.SURPLUS,
                        Band.BALANCED);
    }

    @Test
    void eachDistrictHasItsOwnMedian() {
        Counts elsewhere = new Counts("350212001001", "elsewhere", Optional.empty(), 10, 10, 30, 0, 0, Optional.empty(), 0);
        assertThat(bands(community(1, 1, 10), community(2, 1, 10), elsewhere)).containsOnly(Band.BALANCED);
    }

    @Test
    void aPartOfTheBoardKeepsTheBandsOfTheWhole() {
        CoverageBoard board = CoverageBoard.of(List.of(community(1, 10, 10), community(2, 10, 10), community(3, 30, 10)), LIMITS);
        assertThat(board.only(List.of("350211001003")).rows()).containsExactly(board.rows().get(2));
        assertThat(board.rows().get(2).band()).isEqualTo(Band.SHORT);
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
        assertThat(CoverageBoard.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
    }

    @Test
    void isCountedAgainWhenAnOrderEndsOrAMemberFallsSilent() {
        Instant served = NOW.minus(Duration.ofDays(89));
        Instant ends = NOW.plus(Duration.ofHours(30));
        Ground ground = ground(List.of(new Running(ends, 1, 0)), Map.of("member-1", served));
        assertThat(ground.changesAt(Duration.ofDays(90))).contains(NOW.plus(Duration.ofDays(1)));
        assertThat(ground(List.of(new Running(ends, 1, 0)), Map.of()).changesAt(Duration.ofDays(90))).contains(ends);
        assertThat(ground(List.of(), Map.of()).changesAt(Duration.ofDays(90))).isEmpty();
    }

    @Test
    void refusesLimitsThatContradictEachOther() {
        assertThatThrownBy(() -> new CoverageProperties(Duration.ofDays(90), 0.5, 1.5, 0.1, Duration.ofMillis(100),
                Duration.ofHours(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CoverageProperties(Duration.ZERO, 1.5, 0.5, 0.1, Duration.ofMillis(100),
                Duration.ofHours(1))).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Band> bands(Counts... counts) {
        return CoverageBoard.of(List.of(counts), LIMITS).rows().stream().map(CoverageBoard.Row::band).toList();
    }

    private static Counts community(int number, int openPlaces, int activeMembers) {
        return new Counts("35021100100" + number, "community " + number, Optional.empty(), activeMembers, activeMembers,
                openPlaces,
                0, 0, Optional.empty(), 0);
    }

    private static Ground ground(List<Running> running, Map<String, Instant> lastServed) {
        return new Ground(
                new CommunityChanged("350211102006", "双乐社区", "350211102", "灌口镇", Optional.empty(), List.of()),
                List.copyOf(lastServed.keySet()), lastServed, running, 0, Optional.empty(), 0);
    }
}
