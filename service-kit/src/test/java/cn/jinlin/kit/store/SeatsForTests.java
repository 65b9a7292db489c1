package cn.jinlin.kit.store;

import java.util.List;
import java.util.Optional;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.store.Tally.TallyEvent;

/** Tallies for the tests of other packages of the kit. */
public final class SeatsForTests {
    public static final String COLLECTION = "tallies";

    private final Aggregates<Tally, TallyEvent> tallies;

    public SeatsForTests(Store store, String topic) {
        this.tallies = store.aggregates(Tally.type(COLLECTION, topic));
    }

    public String open(int seats) {
        String id = Ids.next();
        tallies.create(id, new RequestKey(Optional.empty(), List.of(id)), Tally.opened(id, seats),
                existing -> new IllegalStateException());
        return id;
    }

    public void take(String id, String name) {
        tallies.change(id, current -> Tally.seat(current.state(), name));
    }
}
