package cn.jinlin.request.posting;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Repository;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Store;

/**
 * The numbers that people call an order by: district, day and a running number of that day. No two orders have the same,
 * whichever instance posts them; a number is skipped where its post broke off before the order was made.
 */
@Repository
class Numbers {
    /** Digits of a community's code that name its district. */
    private static final int DISTRICT = 6;
    private static final AggregateType<NumberSeries, RequestEvent> TYPE = new AggregateType<>("number series", "numbers",
            NumberSeries.class, RequestEvent.TOPIC, series -> Optional.empty(), series -> Map.of(), List.of());

    private final Aggregates<NumberSeries, RequestEvent> series;

    Numbers(Store store) {
        this.series = store.aggregates(TYPE);
    }

    /** The next number, for example {@code 350211-20261012-0017}; a retry of the same request gets the same one. */
    String next(String communityId, LocalDate day, RequestKey key) {
        String id = communityId.substring(0, DISTRICT) + '-' + day.format(DateTimeFormatter.BASIC_ISO_DATE);
        int number = series.execute(id, key, Integer.class, current -> {
            NumberSeries next = (current == null ? new NumberSeries(id, 0) : current.state()).next();
            return Outcome.changed(Change.of(next), next.last());
        }).result();
        return "%s-%04d".formatted(id, number);
    }
}
