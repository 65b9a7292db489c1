package cn.jinlin.request.race;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.test.Engines;
import cn.jinlin.request.history.Archive;
import cn.jinlin.request.history.Checker;
import cn.jinlin.request.history.History;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.schedule.Hold;

import static org.assertj.core.api.Assertions.assertThat;

/** Two instances, the second with a clock a second ahead, and rounds of commands that are dealt to both. */
final class Race implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Race.class);
    private static final int COMMANDS = Integer.getInteger("jinlin.race.commands", 10_000);
    private static final int ROUNDS_AT_ONCE = 4;
    static final Duration AHEAD = Duration.ofSeconds(1);

    private final String database = "race-" + Ids.next();
    private final Random random;
    private final Record record = new Record();
    private final List<Instance> instances;

    Race(long seed, UnaryOperator<MongoDatabase> secondWiring) {
        this.random = new Random(seed);
        this.instances = List.of(Instance.on(database, UnaryOperator.identity(), Duration.ZERO),
                Instance.on(database, secondWiring, AHEAD));
    }

    /** Sets a round up and says what is to happen at once. */
    interface Rounds {
        List<Consumer<Instance>> next(Race race, Board board);
    }

    /** Races round after round until there were enough commands; then nothing may be wrong with what is left. */
    static History run(String pair, Rounds rounds) {
        return run(pair, ROUNDS_AT_ONCE, rounds);
    }

    /** One round after the other, for rounds that move the clocks. */
    static History runInTurn(String pair, Rounds rounds) {
        return run(pair, 1, rounds);
    }

    private static History run(String pair, int atOnce, Rounds rounds) {
        long seed = Long.getLong("jinlin.race.seed", System.nanoTime());
        LOG.info("{}: seed {}, to be repeated with -Djinlin.race.seed", pair, seed);
        try (Race race = new Race(seed, UnaryOperator.identity())) {
            long began = System.nanoTime();
            race.race(atOnce, rounds, COMMANDS);
            long raced = System.nanoTime();
            History history = race.atRest();
            LOG.info("{}: {} commands on {} orders, {} ms and {} ms to come to rest: {}", pair, race.record.raced(),
                    history.orders().size(), (raced - began) / 1_000_000, (System.nanoTime() - raced) / 1_000_000,
                    race.record.figures());
            assertThat(Checker.check(history)).isEmpty();
            assertThat(race.record.undecided()).isEmpty();
            return history;
        }
    }

    void race(int atOnce, Rounds rounds, int enough) {
        Board board = new Board(this);
        try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < atOnce; i++) {
                all.add(lanes.submit(() -> {
                    while (record.raced() < enough) {
                        round(next(rounds, board));
                    }
                }));
            }
            all.forEach(Race::outcome);
        }
    }

    private synchronized List<Consumer<Instance>> next(Rounds rounds, Board board) {
        List<Consumer<Instance>> dealt = new ArrayList<>(rounds.next(this, board));
        Collections.shuffle(dealt, random);
        return dealt;
    }

    /** A moment by the clock of the first instance. */
    Instant in(Duration from) {
        return first().now().plus(from);
    }

    List<String> members(int number) {
        return Stream.generate(Ids::next).limit(number).toList();
    }

    Random random() {
        return random;
    }

    Record record() {
        return record;
    }

    Instance first() {
        return instances.getFirst();
    }

    Instance second() {
        return instances.getLast();
    }

    /**
     * In the order that the seed decided, every other one through the second instance; so many at once that they get into
     * each other's way, and so few that commands of one step do not all overtake those of several.
     */
    private void round(List<Consumer<Instance>> dealt) {
        Semaphore window = new Semaphore(Math.max(8, dealt.size() / 4));
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < dealt.size(); i++) {
                Consumer<Instance> command = dealt.get(i);
                Instance by = instances.get(i % instances.size());
                window.acquireUninterruptibly();
                running.add(threads.submit(() -> {
                    try {
                        command.accept(by);
                    } finally {
                        window.release();
                    }
                }));
            }
        }
        running.forEach(Race::outcome);
    }

    private static void outcome(Future<?> done) {
        try {
            done.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a command ended in neither an answer nor a refusal", e.getCause());
        }
    }

    /** Lets schedules follow their orders and every broken claim be settled, and reads what there is. */
    History atRest() {
        instances.forEach(instance -> instance.move(Hold.SETTLED_AFTER.plusSeconds(1)));
        try (MongoClient client = MongoClients.create(Engines.mongoUri())) {
            Archive archive = new Archive(client.getDatabase(database));
            Map<String, Versioned<ServiceOrder>> orders = archive.orders();
            all(orders.values(), first().claims()::follow);
            all(archive.schedules().stream().filter(schedule -> schedule.holds().stream().anyMatch(Hold::waits)).toList(),
                    schedule -> first().claims().settle(schedule.memberId()));
            return new History(record.answers(), archive.orders(), archive.schedules(), List.of(), archive.unsent(), List.of(),
                    AHEAD);
        }
    }

    private static <T> void all(Collection<T> each, Consumer<T> step) {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = each.stream().<Future<?>>map(one -> threads.submit(() -> step.accept(one))).toList();
            running.forEach(Race::outcome);
        }
    }

    @Override
    public void close() {
        instances.forEach(Instance::close);
    }
}
