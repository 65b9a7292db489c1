package cn.jinlin.supervision.district;

import java.util.ArrayList;
import java.util.List;

import cn.jinlin.events.Event;
import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RequestEvent;
import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.store.Store;

/** The views of a database of their own, fed as the listeners feed them. */
public final class DistrictFixture {
    private final Communities communities;
    private final Members members;
    private final Orders orders;
    private final Credits credits;
    private final Units units;
    private final AcceptedWorks works;

    public DistrictFixture(Store store) {
        communities = new Communities(store);
        members = new Members(store);
        orders = new Orders(store);
        credits = new Credits(store);
        units = new Units(store);
        works = new AcceptedWorks(store);
    }

    public Communities communities() {
        return communities;
    }

    public Members members() {
        return members;
    }

    public Orders orders() {
        return orders;
    }

    public Credits credits() {
        return credits;
    }

    public Units units() {
        return units;
    }

    public AcceptedWorks works() {
        return works;
    }

    /** Delivers events in batches of so many, those of each topic apart, as two listeners would. */
    public void deliver(List<RandomDistrict.Told> events, int batch, Watch watch) {
        DistrictDesk desk = new DistrictDesk(communities, units, members, orders, credits, works, watch);
        for (int i = 0; i < events.size(); i += batch) {
            List<Received<RegistrationEvent>> registrations = new ArrayList<>();
            List<Received<RequestEvent>> requests = new ArrayList<>();
            for (RandomDistrict.Told told : events.subList(i, Math.min(i + batch, events.size()))) {
                switch (told.event()) {
                    case RegistrationEvent event -> registrations.add(received(told, event));
                    case RequestEvent event -> requests.add(received(told, event));
                    default -> throw new IllegalArgumentException(told.toString());
                }
            }
            desk.registrations(registrations);
            desk.requests(requests);
        }
    }

    private static <E extends Event> Received<E> received(RandomDistrict.Told told, E event) {
        return new Received<>(told.id(), told.version(), java.time.Instant.EPOCH, event);
    }
}
