package cn.jinlin.kit.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;

import cn.jinlin.events.Event;
import cn.jinlin.events.EventType;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.Refusal;

/** A tiny aggregate for the store's own tests: seats that are taken by name until none is left. */
sealed interface Tally {
    String id();

    List<String> names();

    /** Seats left. */
    record Open(String id, int seats, List<String> names, Optional<String> badge) implements Tally {}

    /** No seat left. */
    record Full(String id, List<String> names) implements Tally {}

    enum TallyRefusal implements Refusal {
        NO_SEAT, ALREADY_SEATED;

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    sealed interface TallyEvent extends Event {
        @EventType("tally.changed.v1")
        record TallyChanged(String id, int taken) implements TallyEvent {
            @Override
            public String aggregateId() {
                return id;
            }
        }

        @EventType("tally.seated.v1")
        record Seated(String id, String name) implements TallyEvent {
            @Override
            public String aggregateId() {
                return id;
            }
        }
    }

    static Change<Tally, TallyEvent> opened(String id, int seats) {
        return Change.of(new Open(id, seats, List.of(), Optional.empty()));
    }

    static Change<Tally, TallyEvent> seat(Tally tally, String name) {
        if (tally.names().contains(name)) {
            throw TallyRefusal.ALREADY_SEATED.because(name);
        }
        return switch (tally) {
            case Full full -> throw TallyRefusal.NO_SEAT.because(full.id());
            case Open open -> {
                List<String> names = new ArrayList<>(open.names());
                names.add(name);
                Tally next = names.size() == open.seats()
                        ? new Full(open.id(), names)
                        : new Open(open.id(), open.seats(), names, open.badge());
                yield Change.of(next, new TallyEvent.Seated(open.id(), name));
            }
        };
    }

    static Change<Tally, TallyEvent> badge(Tally tally, String badge) {
        return Change.of(new Open(tally.id(), 1_000, tally.names(), Optional.of(badge)));
    }

    static AggregateType<Tally, TallyEvent> type(String collection, String topic) {
        return new AggregateType<>("tally", collection, Tally.class, topic,
                tally -> Optional.of(new TallyEvent.TallyChanged(tally.id(), tally.names().size())), Tally::fields,
                List.of(new IndexModel(Indexes.ascending("badge"), new IndexOptions().unique(true).sparse(true)),
                        new IndexModel(Indexes.ascending("taken")),
                        new IndexModel(Indexes.ascending(AggregateType.DUE_AT), new IndexOptions().sparse(true))));
    }

    private static Map<String, Object> fields(Tally tally) {
        return switch (tally) {
            case Open open -> open.badge().<Map<String, Object>>map(badge -> Map.of("taken", open.names().size(), "badge", badge))
                    .orElseGet(() -> Map.of("taken", open.names().size()));
            case Full full -> Map.of("taken", full.names().size(), AggregateType.DUE_AT, java.time.Instant.EPOCH);
        };
    }
}
