package cn.jinlin.supervision.district;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.RequestEvent.OrderAccepted;
import cn.jinlin.events.RequestEvent.OrderReopened;
import cn.jinlin.events.RequestEvent.Outcome;
import cn.jinlin.events.RequestEvent.ServiceVerdict;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.View;

/** What accepted work came to, once for each order. */
@Repository
public class AcceptedWorks {
    private static final String COMMUNITY = "communityId";

    private final View<Work> view;

    /** @param served how many people served */
    record Work(String orderId, String communityId, int served, List<Outcome> outcomes) {
        static Work of(OrderAccepted accepted) {
            long served = accepted.participants().stream().filter(each -> each.verdict() == ServiceVerdict.SERVED).count();
            return new Work(accepted.orderId(), accepted.communityId(), Math.toIntExact(served), accepted.outcomes());
        }

        /** Until it is accepted anew. */
        static Work none(OrderReopened back) {
            return new Work(back.orderId(), back.communityId(), 0, List.of());
        }
    }

    /**
     * What the work of many orders came to.
     *
     * @param servedPlaces places at which somebody served
     * @param outcomes the sum for each metric and unit, by metric and unit
     */
    public record Yield(long servedPlaces, List<Outcome> outcomes) {
        /** The outcomes with the quantities of one metric and unit added up. */
        public static List<Outcome> sums(List<Outcome> outcomes) {
            Map<String, Map<String, BigDecimal>> sums = new TreeMap<>();
            outcomes.forEach(each -> sums.computeIfAbsent(each.metric(), _ -> new TreeMap<>()).merge(each.unit(), each.quantity(),
                    BigDecimal::add));
            List<Outcome> summed = new ArrayList<>();
            sums.forEach((metric, units) -> units
                    .forEach((unit, quantity) -> summed.add(new Outcome(metric, plain(quantity), unit))));
            return summed;
        }

        private static BigDecimal plain(BigDecimal quantity) {
            BigDecimal stripped = quantity.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }
    }

    public AcceptedWorks(Store store) {
        view = store.view("acceptedWorks", Work.class, work -> Map.of(COMMUNITY, work.communityId()),
                List.of(new IndexModel(Indexes.ascending(COMMUNITY))));
    }

    void apply(Collection<View.Entry<Work>> entries) {
        view.apply(entries);
    }

    /** Of all years. */
    public Yield in(String communityId) {
        List<Work> works = view.find(Filters.eq(COMMUNITY, communityId), Filters.empty(), Integer.MAX_VALUE);
        return new Yield(works.stream().mapToLong(Work::served).sum(),
                Yield.sums(works.stream().flatMap(work -> work.outcomes().stream()).toList()));
    }
}
