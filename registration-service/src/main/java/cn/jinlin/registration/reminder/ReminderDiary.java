package cn.jinlin.registration.reminder;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import org.springframework.stereotype.Repository;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.DueWork;
import cn.jinlin.kit.store.Store;

/** What is to be told at which time: a document for each order that was ever to be served, and one for the round of renewals. */
@Repository
class ReminderDiary {
    private final Aggregates<Reminder, RegistrationEvent> orders;
    private final Aggregates<RenewalRound, RegistrationEvent> rounds;

    /** @param toldUntil everybody whose confirmation runs out up to then was told */
    record RenewalRound(Instant toldUntil) {
        static final String ID = "renewals";
    }

    ReminderDiary(Store store) {
        orders = store.aggregates(new AggregateType<>("reminder", "reminders", Reminder.class, RegistrationEvent.TOPIC,
                reminder -> Optional.empty(),
                reminder -> reminder.dueAt().<Map<String, Object>>map(at -> Map.of(AggregateType.DUE_AT, at))
                        .orElse(Map.of()),
                List.of(new IndexModel(Indexes.ascending(AggregateType.DUE_AT), new IndexOptions().sparse(true)))));
        rounds = store.aggregates(new AggregateType<>("renewal round", "renewalRounds", RenewalRound.class,
                RegistrationEvent.TOPIC, round -> Optional.empty(), round -> Map.of(), List.of()));
    }

    Aggregates<Reminder, RegistrationEvent> orders() {
        return orders;
    }

    Aggregates<RenewalRound, RegistrationEvent> rounds() {
        return rounds;
    }

    /** Work on orders whose holders are to be reminded. */
    DueWork due(Clock clock, Duration every, Consumer<String> remind) {
        return new DueWork("reminder", orders, clock, every, remind);
    }
}
