package cn.jinlin.supervision.demand;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.test.Stores;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.demand.Outlook.Shortage;
import cn.jinlin.supervision.demand.Outlook.Supply;
import cn.jinlin.supervision.district.DistrictFixture;
import cn.jinlin.supervision.flow.FlowFixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

@EnginesTest
class ForecastTest {
    private static final Instant NOW = Instant.parse("2026-10-12T00:30:00Z");
    private static final Instant SOON = NOW.plus(Duration.ofDays(2));
    private static final Horizon WEEK = Horizon.of(NOW, 7, ZoneId.of("Asia/Shanghai"));
    private static final Set<UnitKind> USUAL = EnumSet.of(UnitKind.GOVERNMENT, UnitKind.INSTITUTION);
    private static final String HERE = "350211102006";
    private static final String THERE = "350211102007";

    @Autowired
    MongoClient engines;

    private DistrictFixture district;
    private DemandFixture demand;
    private final Neighbourhoods near = new Neighbourhoods(118, 24.6, NOW);

    @BeforeEach
    void aDistrictOfItsOwn() {
        MongoDatabase database = engines.getDatabase("demand-" + UUID.randomUUID());
        Store store = Stores.on(database, Clock.systemUTC());
        district = new DistrictFixture(store);
        demand = new DemandFixture(district, store, FlowFixture.balance());
        near.community(HERE, "双乐社区", 0).community(THERE, "东辉村", 3);
    }

    @Test
    void aWeekEndsWithItsSeventhDay() {
        assertThat(WEEK.until()).isEqualTo(Instant.parse("2026-10-18T16:00:00Z"));
    }

    @Test
    void anEmptyDistrictLacksNothingAndHasNobody() {
        assertThat(outlook(USUAL)).isEqualTo(new Outlook(List.of(), List.of()));
    }

    @Test
    void peopleFillTheirOwnCommunityFirstAndTheRestIsFree() {
        near.unit("tax", UnitKind.GOVERNMENT, 1).members("tax", 10, HERE).resident("r1", HERE).resident("r2", HERE)
                .order("o1", HERE, SOON, 6, 1).order("o2", THERE, SOON, 8, 0);
        Outlook outlook = outlook(USUAL);
        assertThat(outlook.supplies()).extracting(Supply::unitId, Supply::free).containsExactly(tuple("tax", 7));
        assertThat(outlook.shortages()).extracting(Shortage::communityId, Shortage::lacks)
                .containsExactly(tuple(THERE, 8));
    }

    @Test
    void whoHoldsAClaimInTheHorizonIsNotFree() {
        near.unit("tax", UnitKind.GOVERNMENT, 1).members("tax", 3, HERE).order("o1", THERE, SOON, 5, 2)
                .order("later", THERE, NOW.plus(Duration.ofDays(20)), 5, 1);
        demand.claims("o1", "tax-1", "tax", true, 1);
        demand.claims("o1", "tax-2", "tax", true, 2);
        demand.claims("later", "tax-3", "tax", true, 1);
        assertThat(outlook(USUAL).supplies()).extracting(Supply::free).containsExactly(1);
        demand.claims("o1", "tax-2", "tax", false, 5);
        demand.claims("o1", "tax-2", "tax", true, 2);
        assertThat(outlook(USUAL).supplies()).extracting(Supply::free).containsExactly(2);
        assertThat(outlook(USUAL).shortages()).extracting(Shortage::lacks).containsExactly(3);
    }

    @Test
    void onlyOrdersThatAreOpenAndBeginInTheHorizonCount() {
        near.order("begun", HERE, NOW.minus(Duration.ofHours(1)), 9, 0)
                .order("over", HERE, WEEK.until(), 9, 0).order("cancelled", 2, HERE, SOON, 9, 0, OrderStatus.CANCELLED)
                .order("draft", 1, HERE, SOON, 9, 0, OrderStatus.DRAFT).order("full", HERE, SOON, 4, 4)
                .order("open", HERE, SOON, 4, 1);
        assertThat(outlook(USUAL).shortages()).extracting(Shortage::lacks).containsExactly(3);
    }

    @Test
    void supportComesFromTheKindsOfUnitsThatAreAskedFor() {
        near.unit("tax", UnitKind.GOVERNMENT, 1).unit("school", UnitKind.INSTITUTION, 1).unit("firm", UnitKind.ENTERPRISE, 1)
                .members("tax", 1, HERE).members("school", 2, HERE).members("firm", 3, HERE);
        assertThat(outlook(USUAL).supplies()).extracting(Supply::unitId).containsExactly("school", "tax");
        assertThat(outlook(Set.of(UnitKind.ENTERPRISE)).supplies()).extracting(Supply::free).containsExactly(3);
    }

    @Test
    void aUnitWithoutAPlaceCountsAsBeingAtItsPartnerAndOneWithNeitherIsLeftOut() {
        near.unitAtPartner("tax", UnitKind.GOVERNMENT, THERE).members("tax", 2, HERE)
                .unitAtPartner("lost", UnitKind.GOVERNMENT, "350211102999").members("lost", 2, HERE);
        assertThat(outlook(USUAL).supplies()).singleElement().satisfies(supply -> {
            assertThat(supply.unitId()).isEqualTo("tax");
            assertThat(supply.at().latitude()).isGreaterThan(24.62);
        });
    }

    @Test
    void saysHowFarOrdersWereFilledAndByWhom() {
        near.order("o1", 7, THERE, SOON, 5, 4, OrderStatus.CLOSED).order("o2", THERE, SOON, 5, 0)
                .order("elsewhere", HERE, SOON, 5, 5);
        demand.claims("o1", "tax-1", "tax", true, 1);
        demand.claims("o1", "other-1", "other", true, 2);
        district.deliver(near.told(), 100, _ -> {});
        Uptake uptake = demand.forecast().uptake(Set.of(THERE), WEEK, Set.of("tax"));
        assertThat(uptake).isEqualTo(new Uptake(2, 10, 4, 1));
        assertThat(uptake.fillRate()).isEqualTo(0.4);
        assertThat(demand.forecast().uptake(Set.of(), WEEK, Set.of())).isEqualTo(new Uptake(0, 0, 0, 0));
    }

    private Outlook outlook(Set<UnitKind> kinds) {
        district.deliver(near.told(), 100, _ -> {});
        return demand.forecast().outlook(WEEK, kinds);
    }
}
