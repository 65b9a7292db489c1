package cn.jinlin.gateway.rate;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The connection to the store of shared buckets, and the sweep that keeps it small. Nothing waits for it at the start. */
final class RateStore implements AutoCloseable {

    private static final String DATABASE = "jinlin_gateway";
    private static final String COLLECTION = "rates";
    private static final Duration SWEPT_EVERY = Duration.ofMinutes(1);

    private final MongoClient client;
    private final StoredBuckets buckets;
    private final Disposable sweeps;

    RateStore(RateSettings rates, Clock clock) {
        ConnectionString address = new ConnectionString(Objects.requireNonNull(rates.store()));
        client = MongoClients.create(settings(address, rates.patience()));
        buckets = new StoredBuckets(client.getDatabase(Objects.requireNonNullElse(address.getDatabase(), DATABASE))
                .getCollection(COLLECTION));
        sweeps = Flux.interval(SWEPT_EVERY).onBackpressureDrop()
                .concatMap(round -> buckets.sweep(clock.instant()).onErrorResume(later -> Mono.empty())).subscribe();
    }

    StoredBuckets buckets() {
        return buckets;
    }

    private static MongoClientSettings settings(ConnectionString address, Duration longest) {
        long patience = longest.toMillis();
        return MongoClientSettings.builder().applyConnectionString(address).applicationName("jinlin-gateway")
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(patience, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(patience, TimeUnit.MILLISECONDS)
                        .readTimeout(patience, TimeUnit.MILLISECONDS))
                .build();
    }

    @Override
    public void close() {
        sweeps.dispose();
        client.close();
    }
}
