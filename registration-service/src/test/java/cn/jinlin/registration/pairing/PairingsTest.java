package cn.jinlin.registration.pairing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.kit.store.DuplicateKey;
import cn.jinlin.kit.store.Outboxes;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.test.Engines;
import cn.jinlin.registration.pairing.Pairing.EndReason;
import cn.jinlin.registration.pairing.Pairing.Ending;
import cn.jinlin.registration.pairing.Pairing.Pair;
import cn.jinlin.registration.pairing.Pairing.Terms;
import cn.jinlin.registration.pairing.Pairings.Slice;
import cn.jinlin.registration.visit.Visit;

import static org.assertj.core.api.Assertions.assertThat;

/** One to one, on the real store. Two {@link Store}s on one database stand for two processes. */
class PairingsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String HERE = "350211102006";
    private static final Instant START = Instant.parse("2026-03-01T04:00:00Z");

    private MongoClient client;
    private MongoDatabase database;
    private Pairings here;
    private Pairings there;

    @BeforeEach
    void open() {
        client = MongoClients.create(Engines.mongoUri());
        database = client.getDatabase("pairings-" + Ids.next().substring(24));
        here = process();
        there = process();
    }

    @AfterEach
    void close() {
        database.drop();
        client.close();
    }

    @Test
    void oneOfHundredsWinsTheSameMember() throws Exception {
        List<Boolean> won = rush(IntStream.range(0, 300).mapToObj(i -> attempt(i, "m", "h" + i)).toList());

        assertThat(won).containsOnlyOnce(true).hasSize(300);
        assertThat(here.activeOfMembers(List.of("m"))).hasSize(1);
    }

    @Test
    void oneOfHundredsWinsTheSameHousehold() throws Exception {
        List<Boolean> won = rush(IntStream.range(0, 300).mapToObj(i -> attempt(i, "m" + i, "h")).toList());

        assertThat(won).containsOnlyOnce(true).hasSize(300);
        assertThat(here.activeOfHouseholds(List.of("h"))).hasSize(1);
    }

    @Test
    void everyPairIsOneToOneWhenAllWantAll() throws Exception {
        Random random = new Random(7);
        List<Callable<Boolean>> attempts = IntStream.range(0, 600)
                .mapToObj(i -> attempt(i, "m" + random.nextInt(20), "h" + random.nextInt(20))).toList();

        long won = rush(attempts).stream().filter(one -> one).count();
        List<Pair> pairs = all(Optional.of(Pairings.Status.ACTIVE)).stream().map(Pairing::pair).toList();
        assertThat(pairs).hasSize((int) won).hasSizeBetween(10, 20);
        assertThat(pairs).extracting(Pair::memberId).doesNotHaveDuplicates();
        assertThat(pairs).extracting(Pair::householdId).doesNotHaveDuplicates();
    }

    @Test
    void endingAndPairingAnewNeverMakesTwo() throws Exception {
        List<Callable<Boolean>> commands = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            commands.add(attempt(i, "m", "h"));
            Pairings process = i % 2 == 0 ? there : here;
            commands.add(() -> {
                process.activeOfMembers(List.of("m")).forEach(active -> end(process, active.state().pairingId()));
                return false;
            });
        }
        rush(commands);

        List<Pairing> ever = all(Optional.empty());
        assertThat(ever.stream().filter(Pairing::active).count()).isLessThanOrEqualTo(1);
        assertThat(ever).isNotEmpty();
        assertThat(here.activeOfMembers(List.of("m")).size())
                .isEqualTo((int) ever.stream().filter(Pairing::active).count());
    }

    /** Random commands against a model that knows nothing of the store. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20260301})
    void livesAsTheModelSays(long seed) {
        Random random = new Random(seed);
        Model model = new Model();
        Instant now = START;
        for (int step = 0; step < 250; step++) {
            Pairings process = random.nextBoolean() ? here : there;
            now = now.plus(Duration.ofHours(random.nextInt(40)));
            switch (random.nextInt(6)) {
                case 0, 1 -> model.pair(process, "m" + random.nextInt(6), "h" + random.nextInt(6), 1 + random.nextInt(20), now);
                case 2 -> model.end(process, random, now);
                case 3, 4 -> model.visit(process, random, now);
                default -> model.remind(process, random, now);
            }
        }
        model.check(now);
    }

    private final class Model {
        private final Map<String, Pairing> pairings = new HashMap<>();
        private final Set<String> members = new HashSet<>();
        private final Set<String> households = new HashSet<>();
        private int reminders;

        void pair(Pairings process, String member, String household, int rhythm, Instant now) {
            Pairing pairing = Pairing.made(Ids.next(), new Pair(household, member, HERE), new Terms(rhythm, Optional.empty()),
                    now, ZONE);
            boolean free = !members.contains(member) && !households.contains(household);
            assertThat(create(process, pairing)).as("seed decides: %s and %s", member, household).isEqualTo(free);
            if (free) {
                members.add(member);
                households.add(household);
                pairings.put(pairing.pairingId(), pairing);
            }
        }

        void end(Pairings process, Random random, Instant now) {
            any(random).ifPresent(pairing -> {
                boolean ended = tried(
                        () -> change(process, pairing.pairingId(), one -> one.end(Ending.of(EndReason.OTHER, now))));
                assertThat(ended).isEqualTo(pairing.active());
                if (ended) {
                    members.remove(pairing.pair().memberId());
                    households.remove(pairing.pair().householdId());
                    pairings.put(pairing.pairingId(), pairing.end(Ending.of(EndReason.OTHER, now)));
                }
            });
        }

        void visit(Pairings process, Random random, Instant now) {
            any(random).ifPresent(pairing -> {
                LocalDate today = now.atZone(ZONE).toLocalDate();
                Visit visit = new Visit(Ids.next(), pairing.startedOn().plusDays(random.nextInt(3)), 30, Optional.empty(), "x",
                        now);
                boolean allowed = pairing.active() && !visit.date().isAfter(today);
                assertThat(tried(() -> change(process, pairing.pairingId(), one -> one.visited(visit, today, ZONE))))
                        .isEqualTo(allowed);
                if (allowed) {
                    pairings.put(pairing.pairingId(), pairing.visited(visit, today, ZONE));
                }
            });
        }

        void remind(Pairings process, Random random, Instant now) {
            List<String> due = process.aggregates().due(now, 1_000);
            assertThat(due).containsExactlyInAnyOrderElementsOf(pairings.values().stream()
                    .filter(one -> one.dueAt().filter(at -> !at.isAfter(now)).isPresent()).map(Pairing::pairingId).toList());
            due.forEach(id -> {
                Pairing pairing = pairings.get(id);
                Pairing next = pairing.settled() ? pairing.reminded(pairing.due().on()) : pairing.settle();
                reminders += pairing.settled() ? 1 : 0;
                change(process, id, one -> one.settled() ? one.reminded(one.due().on()) : one.settle());
                pairings.put(id, next);
            });
        }

        void check(Instant now) {
            assertThat(all(Optional.empty())).containsExactlyInAnyOrderElementsOf(pairings.values());
            assertThat(here.activeOfMembers(IntStream.range(0, 6).mapToObj(i -> "m" + i).toList()))
                    .extracting(one -> one.state().pair().memberId()).containsExactlyInAnyOrderElementsOf(members);
            assertThat(here.activeOfHouseholds(IntStream.range(0, 6).mapToObj(i -> "h" + i).toList()))
                    .extracting(one -> one.state().pair().householdId()).containsExactlyInAnyOrderElementsOf(households);
            assertThat(here.overdue(List.of(slice(Optional.empty())), now, "", 1_000)).extracting(one -> one.state().pairingId())
                    .containsExactlyElementsOf(pairings.values().stream().filter(one -> one.overdue(now))
                            .sorted(Comparator.comparing(Pairings::order)).map(Pairing::pairingId).toList());
            assertThat(pairings.values().stream().filter(one -> !one.active())).isNotEmpty();
            assertThat(reminders).isPositive();
        }

        private Optional<Pairing> any(Random random) {
            List<Pairing> sorted = pairings.values().stream().sorted(Comparator.comparing(Pairing::pairingId)).toList();
            return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(random.nextInt(sorted.size())));
        }
    }

    private Callable<Boolean> attempt(int number, String member, String household) {
        Pairings process = number % 2 == 0 ? here : there;
        return () -> create(process, Pairing.made(Ids.next(), new Pair(household, member, HERE), new Terms(7, Optional.empty()),
                START, ZONE));
    }

    private static boolean create(Pairings process, Pairing pairing) {
        try {
            process.aggregates().create(pairing.pairingId(), new RequestKey(Optional.empty(), List.of()), Change.of(pairing),
                    existing -> new IllegalStateException());
            return true;
        } catch (DuplicateKey e) {
            return false;
        }
    }

    private static void end(Pairings process, String pairingId) {
        tried(() -> change(process, pairingId, one -> one.end(Ending.of(EndReason.OTHER, START))));
    }

    private static Versioned<Pairing> change(Pairings process, String pairingId,
            java.util.function.UnaryOperator<Pairing> step) {
        return process.aggregates().change(pairingId, current -> Change.of(step.apply(current.state())));
    }

    private static boolean tried(Callable<?> command) {
        try {
            command.call();
            return true;
        } catch (Refused | cn.jinlin.kit.domain.Invalid e) {
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Boolean> rush(List<Callable<Boolean>> commands) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Boolean> results = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> running = commands.stream().map(command -> threads.submit(() -> {
                start.await();
                return command.call();
            })).toList();
            start.countDown();
            for (Future<Boolean> one : running) {
                results.add(one.get());
            }
        }
        return results;
    }

    private List<Pairing> all(Optional<Pairings.Status> status) {
        return here.page(List.of(slice(status)), "", 10_000).stream().map(Versioned::state).toList();
    }

    private static Slice slice(Optional<Pairings.Status> status) {
        return new Slice(Optional.of(HERE), Optional.empty(), Optional.empty(), Optional.empty(), status);
    }

    private Pairings process() {
        Outboxes nobody = new Outboxes() {
            @Override
            public void lookAfter(String collection, String topic, MongoCollection<Document> documents) {}

            @Override
            public void committed(String collection, String id) {
                throw new AssertionError("a pairing tells nobody anything");
            }
        };
        return new Pairings(new Store(database, Clock.systemUTC(), nobody, new Store.Settings(Duration.ofSeconds(20), 100)));
    }
}
