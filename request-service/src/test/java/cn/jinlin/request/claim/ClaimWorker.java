package cn.jinlin.request.claim;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Store;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.roster.Claimant;
import cn.jinlin.request.roster.HeldHour;

/**
 * One process of {@link ClaimBenchmark}: reads a line {@code order claims lanes seconds}, claims, and answers with the
 * number of claims that it got done in that time.
 */
final class ClaimWorker {
    static final String COMMUNITY = "350211102006";

    private final List<ServiceOrders> lanes = new ArrayList<>();

    private ClaimWorker(Store store, int most) {
        for (int i = 0; i < most; i++) {
            lanes.add(new ServiceOrders(store));
        }
    }

    static Store store(MongoClient client, String database) {
        return new Store(client.getDatabase(database), Clock.systemUTC(), new DrainedOutboxes(),
                new Store.Settings(Duration.ofMinutes(10), 1_000_000));
    }

    static RequestKey key() {
        return new RequestKey(Optional.empty(), List.of(Ids.next()));
    }

    public static void main(String[] arguments) throws IOException {
        try (MongoClient client = MongoClients.create(arguments[0]);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            ClaimWorker worker = new ClaimWorker(store(client, arguments[1]), Integer.parseInt(arguments[2]));
            System.out.println("ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ");
                System.out.println(worker.claim(words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2]),
                        Duration.ofSeconds(Long.parseLong(words[3]))));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** One lane combines whatever waits; with more of them, each command is an update of its own and tries until it fits. */
    private int claim(String orderId, int claims, int many, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        AtomicInteger left = new AtomicInteger(claims);
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < (many == 0 ? claims : many); i++) {
                ServiceOrders orders = lanes.get(many == 0 ? 0 : i);
                threads.execute(() -> {
                    while (left.getAndDecrement() > 0 && System.nanoTime() < end) {
                        claim(orders, orderId);
                        done.incrementAndGet();
                    }
                });
            }
        }
        return done.get();
    }

    private static void claim(ServiceOrders orders, String orderId) {
        Instant now = Instant.now();
        String member = Ids.next();
        Claimant who = new Claimant(member, Optional.empty(), Set.of(COMMUNITY), List.of(), List.of());
        orders.change(orderId, key(), now, current -> current.state().claim(who, 0,
                new HeldHour(member, current.state().terms().startsAt(), current.state().terms().endsAt()), now));
    }
}
