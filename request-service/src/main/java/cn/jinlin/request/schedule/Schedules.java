package cn.jinlin.request.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.DueWork;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/** The schedules, one document a member. They are nobody else's business, so they tell nothing. */
@Repository
public class Schedules {
    private static final AggregateType<Schedule, RequestEvent> TYPE = new AggregateType<>("schedule", "schedules", Schedule.class,
            RequestEvent.TOPIC, schedule -> Optional.empty(), Schedules::fields, List
                    .of(new IndexModel(Indexes.ascending(AggregateType.DUE_AT), new IndexOptions().sparse(true))));

    private final Aggregates<Schedule, RequestEvent> schedules;

    Schedules(Store store) {
        this.schedules = store.aggregates(TYPE);
    }

    private static Map<String, Object> fields(Schedule schedule) {
        return schedule.dueAt().<Map<String, Object>>map(at -> Map.of(AggregateType.DUE_AT, at)).orElseGet(Map::of);
    }

    public Schedule of(String memberId) {
        return schedules.find(memberId).map(Versioned::state).orElseGet(() -> Schedule.of(memberId));
    }

    /** Holds the hour, or refuses by {@link ScheduleRefusal}; says whether an officer has to confirm the claim. */
    public boolean hold(String memberId, Hold wanted, Instant now, Allowance allowance) {
        return change(memberId, schedule -> schedule.hold(wanted, now, allowance)).awaitsOfficer(now, allowance);
    }

    /** Gives a hold back that came to nothing. */
    public void giveBack(String memberId, String token) {
        change(memberId, schedule -> schedule.giveBack(token));
    }

    /** Takes over what orders say of the claims on these holds. */
    public void read(String memberId, List<Schedule.OrderReading> readings) {
        change(memberId, schedule -> {
            Schedule next = schedule;
            for (Schedule.OrderReading reading : readings) {
                next = next.read(reading);
            }
            return next;
        });
    }

    /** Work on schedules with a hold that is to be settled. */
    public DueWork settling(Clock clock, Duration every, Consumer<String> settle) {
        return new DueWork("schedule", schedules, clock, every, settle);
    }

    private Schedule change(String memberId, UnaryOperator<Schedule> step) {
        return schedules.execute(memberId, Boolean.class, current -> {
            Schedule before = current == null ? Schedule.of(memberId) : current.state();
            Schedule after = step.apply(before);
            return after.equals(before) && current != null
                    ? Outcome.unchanged(Boolean.FALSE)
                    : Outcome.changed(Change.of(after), Boolean.TRUE);
        }).after().state();
    }
}
