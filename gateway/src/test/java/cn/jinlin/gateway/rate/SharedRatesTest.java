package cn.jinlin.gateway.rate;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.bucket4j.ConsumptionProbe;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import cn.jinlin.embedded.EmbeddedStore;

import static org.assertj.core.api.Assertions.assertThat;

/** Several gateways over one store, in one process; each has its own memory and its own connection. */
class SharedRatesTest {
    private static final int BURST = 50;
    private static final Caller BUSY = new Caller("member busy", true);

    private final EmbeddedStore engine = EmbeddedStore.start(null, 0);
    private final RateSettings settings = new RateSettings(new RateSettings.Rate(1, BURST), new RateSettings.Rate(1, 5), 100,
            null,
            engine.uri(), Duration.ofSeconds(20));
    private final List<RateStore> stores = Stream.generate(() -> new RateStore(settings, Clock.systemUTC())).limit(3)
            .toList();
    private final List<SharedRates> gateways = stores.stream().map(this::gateway).toList();

    private SharedRates gateway(RateStore store) {
        return new SharedRates(settings, new LocalRates(settings), store.buckets().asAsync(), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        stores.forEach(RateStore::close);
        engine.close();
    }

    private static boolean passes(Rates rates, Caller caller) {
        return rates.take(caller).block().isConsumed();
    }

    @Test
    void aCallerHasOneRateBehindAllGateways() {
        long passed = IntStream.range(0, 6 * BURST).filter(i -> passes(gateways.get(i % 3), BUSY)).count();

        // A tenth of the burst may be unsettled in each gateway, and one token comes back a second; alone they would let 3 bursts pass.
        assertThat(passed).isBetween((long) BURST, 2L * BURST);
    }

    @Test
    void aFreshGatewayKnowsWhatWasUsedUp() {
        IntStream.range(0, BURST + 10).forEach(i -> passes(gateways.getFirst(), BUSY));

        ConsumptionProbe elsewhere = gateways.getLast().take(BUSY).block();

        assertThat(elsewhere.getRemainingTokens()).isLessThan(BURST / 2);
        assertThat(passes(gateways.getLast(), new Caller("member calm", true))).isTrue();
    }

    @Test
    void racingGatewaysLoseNoCount() {
        long passed = IntStream.range(0, 6 * BURST).parallel().filter(i -> passes(gateways.get(i % 3), BUSY)).count();

        assertThat(passed).isLessThanOrEqualTo(2L * BURST);
    }

    @Test
    void countsAloneWhileTheStoreIsAway() {
        stores.forEach(RateStore::close);

        List<Boolean> passed = IntStream.range(0, 2 * BURST).mapToObj(i -> passes(gateways.getFirst(), BUSY)).toList();

        assertThat(passed.subList(0, BURST)).containsOnly(true);
        assertThat(passed).contains(false);
    }

    @Test
    void keepsNoNameAndSweepsWhatIsFullAgain() {
        IntStream.range(0, BURST / 5).forEach(i -> passes(gateways.getFirst(), BUSY));
        try (var client = com.mongodb.reactivestreams.client.MongoClients.create(engine.uri())) {
            var kept = client.getDatabase("jinlin_gateway").getCollection("rates");
            Document bucket = Mono.from(kept.find().first()).block();
            assertThat(bucket.getString("_id")).matches("[0-9a-f]{64}");
            assertThat(bucket.toJson()).doesNotContain("busy");

            Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
            stores.getFirst().buckets().sweep(Clock.systemUTC().instant()).block();
            assertThat(Mono.from(kept.countDocuments()).block()).isEqualTo(1);
            stores.getFirst().buckets().sweep(later.instant()).block();
            assertThat(Mono.from(kept.countDocuments()).block()).isZero();
        }
    }
}
