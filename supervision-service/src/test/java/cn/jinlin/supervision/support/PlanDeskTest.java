package cn.jinlin.supervision.support;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.events.RegistrationEvent.SupportTied;
import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.events.SupervisionEvent.PlanStatus;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.test.Stores;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.TickingClock;
import cn.jinlin.supervision.demand.DemandFixture;
import cn.jinlin.supervision.demand.Neighbourhoods;
import cn.jinlin.supervision.demand.Uptake;
import cn.jinlin.supervision.district.DistrictFixture;
import cn.jinlin.supervision.flow.FlowFixture;
import cn.jinlin.supervision.support.PlanDesk.Request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Plans over a district of the test's own, whose clock the test moves. */
@EnginesTest
class PlanDeskTest {
    private static final Instant NOW = Instant.parse("2026-10-12T00:30:00Z");
    private static final Instant SOON = NOW.plus(Duration.ofDays(2));
    private static final Request WEEK = new Request(7, Optional.empty(), Optional.empty(), Optional.empty());
    private static final String HOME = "350211101001";
    private static final String SHORT = "350211102006";
    private static final String ELSEWHERE = "350211103001";

    @Autowired
    MongoClient engines;

    private final TickingClock clock = new TickingClock(NOW);
    private final Neighbourhoods near = new Neighbourhoods(118, 24.6, NOW);
    private DistrictFixture district;
    private DemandFixture demand;
    private SupportPlans plans;
    private PlanDesk desk;
    private ConsentDesk consents;

    @BeforeEach
    void aDistrictOfItsOwn() {
        MongoDatabase database = engines.getDatabase("support-" + UUID.randomUUID());
        Store store = Stores.on(database, clock);
        district = new DistrictFixture(store);
        demand = new DemandFixture(district, store, FlowFixture.balance());
        plans = new SupportPlans(store);
        desk = desk(ReasonsTest.PROPERTIES);
        consents = new ConsentDesk(plans, desk, demand.forecast(), clock);
    }

    private PlanDesk desk(SupportProperties properties) {
        return new PlanDesk(plans, demand.forecast(), FlowFixture.balance(), properties, clock);
    }

    /** 12 places at SHORT; 7 free at a, 1 km away; 5 at b, 2 km; 6 at c, 3 km. */
    private void aShortCommunity() {
        near.community(HOME, "孙厝社区", 1).community(SHORT, "双乐社区", 0).unit("a", UnitKind.GOVERNMENT, 1)
                .unit("b", UnitKind.INSTITUTION, 2).unit("c", UnitKind.GOVERNMENT, 3).members("a", 7, HOME).members("b", 5, HOME)
                .members("c", 6, HOME).order("o1", SHORT, SOON, 12, 0);
        deliver();
    }

    private void deliver() {
        district.deliver(near.told(), 100, _ -> {});
    }

    @Test
    void asksTheNearestAndSaysWhatIsMissing() {
        aShortCommunity();
        Draft draft = desk.whatIf(WEEK, "district").draft();
        assertThat(asked(draft)).containsExactly("a 7 SHORT", "b 5 SHORT");
        assertThat(draft.unmetPlaces()).isZero();
        assertThat(draft.before()).isEqualTo(new Uptake(1, 12, 0, 0));
        assertThat(draft.assignments().getFirst()).satisfies(first -> {
            assertThat(first.lacks()).isEqualTo(12);
            assertThat(first.free()).isEqualTo(7);
            assertThat(first.metres()).isBetween(990, 1_010);
        });
    }

    @Test
    void aWhatIfIsNotKeptAndTheSameDataGiveTheSamePlan() {
        aShortCommunity();
        SupportPlan first = desk.whatIf(WEEK, "district");
        assertThat(desk.whatIf(WEEK, "district")).isEqualTo(first);
        assertThat(desk.page(new SupportPlans.Query(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()), 10))
                .isEmpty();
    }

    @Test
    void goesFromProposalThroughARefusalAndConsentsToItsEnd() {
        aShortCommunity();
        String plan = approved();
        Draft afterRefusal = consents.decline(plan, "a", key()).state().draft();
        assertThat(asked(afterRefusal)).containsExactly("b 5 SHORT", "c 6 SHORT");
        assertThat(afterRefusal.unmetPlaces()).isEqualTo(1);
        consents.consent(plan, "c", key());
        consents.tied(new SupportTied("c", plan, SHORT, NOW));
        consents.consent(plan, "b", key());
        consents.tied(new SupportTied("b", plan, SHORT, NOW));
        assertThat(status(plan)).isEqualTo(PlanStatus.ACTIVE);
        near.order("o1", 9, SHORT, SOON, 12, 9, OrderStatus.CLOSED);
        deliver();
        for (int i = 1; i <= 5; i++) {
            demand.claims("o1", "c-" + i, "c", true, i);
        }
        demand.claims("o1", "stranger", "x", true, 7);
        clock.advance(Duration.ofDays(8));
        passDue();
        assertThat(desk.get(plan).state()).isInstanceOfSatisfying(SupportPlan.Ended.class, ended -> {
            assertThat(ended.draft().before()).isEqualTo(new Uptake(1, 12, 0, 0));
            assertThat(ended.after()).isEqualTo(new Uptake(1, 12, 9, 5));
        });
        assertThat(plans.aggregates().due(clock.instant(), 10)).isEmpty();
    }

    @Test
    void whatIsDeclinedGoesToNobodyWhoHasDeclinedBefore() {
        aShortCommunity();
        String plan = approved();
        consents.decline(plan, "a", key());
        consents.decline(plan, "c", key());
        Draft draft = consents.decline(plan, "b", key()).state().draft();
        assertThat(asked(draft)).isEmpty();
        assertThat(draft.unmetPlaces()).isEqualTo(12);
        clock.advance(Duration.ofSeconds(1));
        passDue();
        assertThat(status(plan)).isEqualTo(PlanStatus.EXPIRED);
    }

    @Test
    void expiresWhenTheDistrictDoesNotApproveInTime() {
        aShortCommunity();
        String plan = desk.make(WEEK, "district", key()).state().draft().planId();
        clock.advance(Duration.ofDays(3));
        assertThatThrownBy(() -> desk.approve(plan, "district", key(), _ -> {})).hasMessage("PLAN_OVER");
        passDue();
        assertThat(status(plan)).isEqualTo(PlanStatus.EXPIRED);
    }

    @Test
    void answersOfManyUnitsAtOnceAreAllTaken() throws Exception {
        near.community(HOME, "孙厝社区", 1).community(SHORT, "双乐社区", 0).order("o1", SHORT, SOON, 40, 0);
        for (int i = 0; i < 20; i++) {
            near.unit("u" + i, UnitKind.GOVERNMENT, 1 + i * 0.1).members("u" + i, 2, HOME);
        }
        deliver();
        String plan = approved();
        List<Future<?>> answers = new ArrayList<>();
        try (ExecutorService liaisons = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                String unit = "u" + i;
                boolean agrees = i % 2 == 0;
                answers.add(liaisons.submit(() -> agrees
                        ? consents.consent(plan, unit, key())
                        : consents.decline(plan, unit, key())));
            }
            for (Future<?> answer : answers) {
                answer.get();
            }
        }
        Draft draft = desk.get(plan).state().draft();
        assertThat(draft.consentedPlaces()).isEqualTo(20);
        assertThat(draft.assignedPlaces()).isEqualTo(20);
        assertThat(draft.unmetPlaces()).isEqualTo(20);
        assertThat(draft.waitsForAnswers()).isFalse();
    }

    @Test
    void anEmptyDistrictOneWithoutSupplyAndOneWithoutDemandHavePlansThatAskNobody() {
        assertThat(desk.whatIf(WEEK, "district").draft().assignments()).isEmpty();
        near.community(SHORT, "双乐社区", 0).order("o1", SHORT, SOON, 12, 0);
        deliver();
        assertThat(desk.whatIf(WEEK, "district").draft()).satisfies(draft -> {
            assertThat(draft.assignments()).isEmpty();
            assertThat(draft.unmetPlaces()).isEqualTo(12);
        });
        near.order("o1", 2, SHORT, SOON, 12, 0, OrderStatus.CANCELLED).unit("a", UnitKind.GOVERNMENT, 1).members("a", 7, SHORT);
        deliver();
        assertThat(desk.whatIf(WEEK, "district").draft()).satisfies(draft -> {
            assertThat(draft.assignments()).isEmpty();
            assertThat(draft.unmetPlaces()).isZero();
        });
        String empty = desk.make(WEEK, "district", key()).state().draft().planId();
        assertThatThrownBy(() -> desk.approve(empty, "district", key(), _ -> {})).hasMessage("PLAN_EMPTY");
    }

    @Test
    void aMillionPlacesTakeEverybodyThereIs() {
        aShortCommunity();
        near.order("o2", SHORT, SOON, 1_000_000, 0).order("o3", SHORT, SOON, 1_000_000, 0);
        deliver();
        Draft draft = desk.whatIf(WEEK, "district").draft();
        assertThat(asked(draft)).containsExactly("a 7 SHORT", "b 5 SHORT", "c 6 SHORT");
        assertThat(draft.unmetPlaces()).isEqualTo(2_000_012 - 18);
    }

    @Test
    void helpsOneSubdistrictAloneWhereThatIsAskedForAndNobodyIsSentWhereNobodyKnows() {
        aShortCommunity();
        near.communityNobodyKnowsWhere(ELSEWHERE, "无名社区").order("o9", ELSEWHERE, SOON, 4, 0);
        deliver();
        Draft all = desk.whatIf(WEEK, "district").draft();
        assertThat(all.unmetPlaces()).isEqualTo(4);
        Draft one = desk.whatIf(new Request(7, Optional.empty(), Optional.empty(), Optional.of("350211103")), "district").draft();
        assertThat(one.assignments()).isEmpty();
        assertThat(one.missing()).extracting(Draft.Missing::communityId).containsExactly(ELSEWHERE);
        Draft near = desk.whatIf(new Request(7, Optional.empty(), Optional.of(1_500), Optional.empty()), "district").draft();
        assertThat(asked(near)).containsExactly("a 7 SHORT");
    }

    @Test
    void refusesAPlanThatNoDocumentHolds() {
        aShortCommunity();
        PlanDesk small = desk(new SupportProperties(Set.of(UnitKind.GOVERNMENT, UnitKind.INSTITUTION), 10_000, 20, 300_000, 1,
                Duration.ofDays(3), Duration.ofDays(2), Duration.ofSeconds(1), ZoneId.of("Asia/Shanghai")));
        assertThatThrownBy(() -> small.whatIf(WEEK, "district")).hasMessage("PLAN_TOO_LARGE");
    }

    private String approved() {
        String plan = desk.make(WEEK, "district", key()).state().draft().planId();
        desk.approve(plan, "district", key(), _ -> {});
        return plan;
    }

    private PlanStatus status(String plan) {
        return desk.get(plan).state().status();
    }

    private void passDue() {
        plans.aggregates().due(clock.instant(), 10).forEach(desk::pass);
    }

    private static List<String> asked(Draft draft) {
        return draft.assignments().stream().filter(each -> each.answer().stands())
                .map(each -> each.unitId() + " " + each.places() + (each.communityId().equals(SHORT) ? " SHORT" : " ?")).toList();
    }

    private static RequestKey key() {
        return new RequestKey(Optional.empty(), List.of(UUID.randomUUID().toString()));
    }
}
