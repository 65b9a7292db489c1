package cn.jinlin.supervision.coverage;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.events.RequestEvent.Outcome;
import cn.jinlin.supervision.coverage.CoverageBoard.Band;
import cn.jinlin.supervision.coverage.Figures.Headcount;
import cn.jinlin.supervision.coverage.Ground.Running;
import cn.jinlin.supervision.district.AcceptedWorks;
import cn.jinlin.supervision.district.Credits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class CoverageBoardTest {
    private static final Instant NOW = Instant.parse("2026-05-16T08:30:00Z");
    private static final String HERE = "350211102006";
    private static final CommunityChanged COMMUNITY = new CommunityChanged(HERE, "双乐社区", "350211102", "灌口镇",
            Optional.empty(), List.of());
    private static final CoverageProperties LIMITS = new CoverageProperties(Duration.ofDays(90), 1.5, 0.5, 0.1,
            Duration.ofMillis(100), Duration.ofHours(1), ZoneOffset.UTC);

    @Test
    void countsOpenAndClaimedPlacesOfRunningOrders() {
        Counts counts = ground(List.of(new Running(NOW, 10, 4), new Running(NOW, 5, 5)), Map.of()).count();
        assertThat(counts.figures().work().openPlaces()).isEqualTo(6);
        assertThat(counts.figures().work().claimedPlaces()).isEqualTo(9);
        assertThat(counts.figures().fillRate()).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void walkInsBeyondTheCapacityTakeNoPlaceElsewhere() {
        assertThat(
                ground(List.of(new Running(NOW, 2, 5), new Running(NOW, 3, 0)), Map.of()).count().figures().work().openPlaces())
                .isEqualTo(3);
    }

    @Test
    void anEmptyCommunityIsFilledIdleAndBalanced() {
        Counts counts = ground(List.of(), Map.of()).count();
        assertThat(counts.figures().fillRate()).isEqualTo(1);
        assertThat(counts.figures().load()).isZero();
        assertThat(bands(counts)).containsExactly(Band.BALANCED);
    }

    @Test
    void anEmptyDistrictHasAnEmptyBoard() {
        assertThat(CoverageBoard.of(List.of(), LIMITS).rows()).isEmpty();
    }

    @Test
    void placesWithoutAnyActiveMemberAreShortWithAFiniteLoad() {
        Counts counts = community(1, 40, 0);
        assertThat(counts.figures().load()).isEqualTo(40);
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
        Counts elsewhere = community("350212001001", 30, 10);
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
    void aFindingIsOverdueOnceItsDueTimeHasPassed() {
        Ground ground = ground(List.of(), Map.of(), List.of(NOW.minusMillis(1), NOW, NOW.plusSeconds(5)));
        assertThat(ground.count().figures().findings()).isEqualTo(new Figures.Findings(3, 1));
        assertThat(ground.changesAt(Duration.ofDays(90))).contains(NOW.plusMillis(1));
    }

    @Test
    void whoIsRegisteredTwiceCountsOnceAtEveryLevel() {
        Map<String, List<String>> registered = Map.of("at-home", List.of(HERE), "first-there", List.of("350211102001", HERE),
                "in-another-subdistrict", List.of("350211001001", HERE), "first-here", List.of(HERE, "350211102007"),
                "in-another-district", List.of("350200001001", HERE));
        Counts counts = new Ground(NOW, COMMUNITY, registered, Map.of("first-there", NOW), List.of(), new Credits.Minutes(0, 0),
                new AcceptedWorks.Yield(0, List.of()), Optional.empty(), List.of()).count();
        assertThat(counts.figures().members()).isEqualTo(new Headcount(5, 1));
        assertThat(counts.onceInSubdistrict()).isEqualTo(new Headcount(4, 0));
        assertThat(counts.onceInDistrict()).isEqualTo(new Headcount(3, 0));
    }

    @Test
    void addsUpOutcomesByMetricAndUnit() {
        assertThat(AcceptedWorks.Yield.sums(List.of(outcome("debris", "20.50", "truckload"), outcome("leaflet", "100", "piece"),
                outcome("debris", "7.5", "truckload"), outcome("debris", "1", "ton")))).containsExactly(
                        outcome("debris", "1", "ton"), outcome("debris", "28", "truckload"), outcome("leaflet", "100", "piece"));
    }

    private static Outcome outcome(String metric, String quantity, String unit) {
        return new Outcome(metric, new BigDecimal(quantity), unit);
    }

    @Test
    void refusesLimitsThatContradictEachOther() {
        assertThatThrownBy(() -> new CoverageProperties(Duration.ofDays(90), 0.5, 1.5, 0.1, Duration.ofMillis(100),
                Duration.ofHours(1), ZoneOffset.UTC)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CoverageProperties(Duration.ZERO, 1.5, 0.5, 0.1, Duration.ofMillis(100),
                Duration.ofHours(1), ZoneOffset.UTC)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Band> bands(Counts... counts) {
        return CoverageBoard.of(List.of(counts), LIMITS).rows().stream().map(CoverageBoard.Row::band).toList();
    }

    private static Counts community(int number, int openPlaces, int activeMembers) {
        return community("35021100100" + number, openPlaces, activeMembers);
    }

    private static Counts community(String id, int openPlaces, int activeMembers) {
        Headcount members = new Headcount(activeMembers, activeMembers);
        Figures figures = new Figures(members, new Figures.Work(openPlaces, 0, 0, 0, 0, List.of()), Figures.Findings.NONE);
        return new Counts(id, "community " + id, id.substring(0, 9), "town", Optional.empty(), figures, members, members,
                Optional.empty());
    }

    private static Ground ground(List<Running> running, Map<String, Instant> lastServed) {
        return ground(running, lastServed, List.of());
    }

    private static Ground ground(List<Running> running, Map<String, Instant> lastServed, List<Instant> findingsDue) {
        return new Ground(NOW, COMMUNITY,
                lastServed.keySet().stream().collect(Collectors.toMap(id -> id, _ -> List.of(HERE))), lastServed, running,
                new Credits.Minutes(0, 0), new AcceptedWorks.Yield(0, List.of()), Optional.empty(), findingsDue);
    }
}
