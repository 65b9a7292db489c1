package cn.jinlin.supervision.evidence;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.mongodb.client.MongoDatabase;

import cn.jinlin.events.Event;
import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RequestEvent;
import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.test.Stores;

/** The evidence of a database of its own, fed as the listeners feed it. */
public final class EvidenceFixture {
    private final Store store;
    private final Deeds deeds;
    private final Entries entries;
    private final KnownMembers members;
    private final Subjects subjects;
    private final EvidenceDesk desk;

    /** An event with its version and time, as a publisher tells it. */
    public record Happened(long version, Instant at, Event event) {}

    public EvidenceFixture(MongoDatabase database, Clock clock) {
        store = Stores.on(database, clock);
        deeds = new Deeds(store);
        entries = new Entries(store);
        members = new KnownMembers(store);
        subjects = new Subjects(store);
        desk = new EvidenceDesk(deeds, entries, members, subjects, clock);
    }

    public Store store() {
        return store;
    }

    public Deeds deeds() {
        return deeds;
    }

    public Entries entries() {
        return entries;
    }

    public KnownMembers members() {
        return members;
    }

    public Subjects subjects() {
        return subjects;
    }

    /** Delivers one batch, that of each topic apart. */
    public void deliver(List<Happened> batch) {
        List<Received<RegistrationEvent>> registrations = new ArrayList<>();
        List<Received<RequestEvent>> requests = new ArrayList<>();
        for (Happened told : batch) {
            switch (told.event()) {
                case RegistrationEvent event -> registrations.add(received(told, event));
                case RequestEvent event -> requests.add(received(told, event));
                default -> throw new IllegalArgumentException(told.toString());
            }
        }
        desk.registrations(registrations);
        desk.requests(requests);
    }

    private static <E extends Event> Received<E> received(Happened told, E event) {
        return new Received<>(event.aggregateId() + "-" + told.version(), told.version(), told.at(), event);
    }
}
