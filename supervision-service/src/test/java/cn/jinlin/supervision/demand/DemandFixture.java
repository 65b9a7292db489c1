package cn.jinlin.supervision.demand;

import java.util.List;
import java.util.Optional;

import cn.jinlin.kit.store.Store;
import cn.jinlin.supervision.district.DistrictFixture;
import cn.jinlin.supervision.flow.Balance;

/** Forecasts over the views of a test. */
public final class DemandFixture {
    private final Engagements engagements;
    private final Forecast forecast;

    public DemandFixture(DistrictFixture district, Store store, Balance balance) {
        engagements = new Engagements(store);
        forecast = new Forecast(district.communities(), district.units(), district.members(), district.orders(), engagements,
                balance);
    }

    public Forecast forecast() {
        return forecast;
    }

    public void claims(String orderId, String memberId, String unitId, boolean held, long version) {
        engagements.apply(List.of(
                new Engagements.Engagement(orderId, memberId, Optional.of(unitId), held).at(version)));
    }
}
