package cn.jinlin.request.claim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;

import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.kit.Ids;
import cn.jinlin.kit.store.Outboxes;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.test.Engines;
import cn.jinlin.request.order.Claimant;
import cn.jinlin.request.order.HeldHour;
import cn.jinlin.request.order.Offers;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.order.Sheet;
import cn.jinlin.request.order.Terms;

/**
 * Claims per second on one hot order, combined by the store against one update for each; run by hand. The order's own
 * step alone is measured, on the embedded store.
 */
final class ClaimBenchmark {
    private static final int CLAIMS = 500;
    private static final int ROUNDS = 4;
    private static final String COMMUNITY = "350211102006";

    private ClaimBenchmark() {}

    public static void main(String[] args) throws Exception {
        try (MongoClient client = MongoClients.create(Engines.mongoUri())) {
            Store store = new Store(client.getDatabase("benchmark-" + Ids.next()), Clock.systemUTC(), new NoOutbox(),
                    new Store.Settings(Duration.ofMinutes(1), 1_000_000));
            ServiceOrders orders = new ServiceOrders(store);
            for (int round = 0; round < ROUNDS; round++) {
                System.out.printf("round %d: one by one %.0f claims/s, combined %.0f claims/s%n", round, rate(orders, 1),
                        rate(orders, CLAIMS));
            }
        }
        System.exit(0);
    }

    private static double rate(ServiceOrders orders, int atOnce) throws Exception {
        String order = open(orders);
        Semaphore places = new Semaphore(atOnce);
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLAIMS; i++) {
                threads.execute(() -> {
                    places.acquireUninterruptibly();
                    claim(orders, order, Ids.next());
                    places.release();
                });
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        if (orders.get(order).state().sheet().roster().claimed() != CLAIMS) {
            throw new IllegalStateException("claims were lost");
        }
        return CLAIMS / seconds;
    }

    private static String open(ServiceOrders orders) {
        Instant start = Instant.now().plus(Duration.ofDays(1));
        String id = Ids.next();
        Terms terms = new Terms(Optional.empty(), Optional.empty(), "t", "", Category.PUBLICITY, start, start.plusSeconds(3_600),
                new Capacity(1, CLAIMS), Audience.COMMUNITY, Optional.empty());
        orders.post(key(id), new ServiceOrder.Draft(Sheet.posted(id, "n", COMMUNITY, "OFFICER", terms, Offers.NONE)));
        orders.change(id, key(Ids.next()), Instant.now(), current -> current.state().publish(Instant.now()));
        return id;
    }

    private static void claim(ServiceOrders orders, String order, String member) {
        Instant now = Instant.now();
        Claimant who = new Claimant(member, Optional.empty(), Set.of(COMMUNITY), List.of(), List.of());
        orders.change(order, key(Ids.next()), now, current -> current.state().claim(who, 0,
                new HeldHour(member, current.state().terms().startsAt(), current.state().terms().endsAt()), now));
    }

    private static RequestKey key(String id) {
        return new RequestKey(Optional.empty(), List.of(id));
    }

    private static final class NoOutbox implements Outboxes {
        @Override
        public void lookAfter(String collection, String topic, MongoCollection<Document> documents) {}

        @Override
        public void committed(String collection, String id) {}
    }
}
