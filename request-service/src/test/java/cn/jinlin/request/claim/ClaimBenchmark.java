package cn.jinlin.request.claim;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import cn.jinlin.embedded.EmbeddedStore;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.kit.Ids;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.order.Sheet;
import cn.jinlin.request.terms.Offers;
import cn.jinlin.request.terms.Terms;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Claims per second on one hot order, combined by the store against one update for each, through one and two processes of
 * their own. The order's own step alone is measured. Runs by its name only; see docs/benchmarks.md.
 */
class ClaimBenchmark {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimBenchmark.class);
    /** A cell that takes longer is counted as far as it came. */
    private static final Duration LIMIT = Duration.ofSeconds(Long.getLong("jinlin.benchmark.limit", 10));
    private static final int ROUNDS = Integer.getInteger("jinlin.benchmark.rounds", 5);
    private static final String DATABASE = "benchmark";

    /** How claims are carried out: all that wait in one lane of the process, or each in one of so many lanes of its own. */
    private enum Way {
        COMBINED("combined", 0), ONE_AT_ONCE("one by one, 1 at once", 1), FOUR_AT_ONCE("one by one, 4 at once", 4);

        private final String words;
        private final int lanes;

        Way(String words, int lanes) {
            this.words = words;
            this.lanes = lanes;
        }
    }

    private record Cell(int claims, int processes, Way way) {
        static List<Cell> all() {
            return Stream.of(500, 5_000).flatMap(claims -> Stream.of(1, 2).flatMap(
                    processes -> Arrays.stream(Way.values()).map(way -> new Cell(claims, processes, way)))).toList();
        }
    }

    /** Every round measures every cell, so that whatever else the machine does slows all of them. */
    @Test
    void measuresClaimsPerSecondOnOneHotOrder() throws Exception {
        Map<Cell, List<Double>> rates = new LinkedHashMap<>();
        try (EmbeddedEngine engine = EmbeddedEngine.start();
                MongoClient client = MongoClients.create(engine.uri());
                Worker one = Worker.start(engine.uri());
                Worker other = Worker.start(engine.uri())) {
            ServiceOrders orders = new ServiceOrders(ClaimWorker.store(client, DATABASE));
            for (int round = 0; round <= ROUNDS; round++) {
                for (Cell cell : Cell.all()) {
                    double rate = rate(orders, List.of(one, other).subList(0, cell.processes()), cell.way(), cell.claims());
                    if (round > 0) {
                        rates.computeIfAbsent(cell, same -> new ArrayList<>()).add(rate);
                    }
                }
                LOG.info("round {} of {} (round 0 warms up)", round, ROUNDS);
            }
        }
        rates.forEach(ClaimBenchmark::report);
    }

    private static void report(Cell cell, List<Double> rates) {
        List<Long> sorted = rates.stream().map(Math::round).sorted().toList();
        LOG.info("| {} | {} | {} | {} | {}–{} |", cell.claims(), cell.processes(), cell.way().words,
                sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
    }

    private static double rate(ServiceOrders orders, List<Worker> workers, Way way, int claims) throws IOException {
        String order = open(orders, claims);
        long began = System.nanoTime();
        for (Worker worker : workers) {
            worker.ask("%s %d %d %d".formatted(order, claims / workers.size(), way.lanes, LIMIT.toSeconds()));
        }
        int done = 0;
        for (Worker worker : workers) {
            done += Integer.parseInt(worker.answer());
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(orders.get(order).state().sheet().roster().claimed()).isEqualTo(done);
        return done / seconds;
    }

    private static String open(ServiceOrders orders, int places) {
        Instant start = Instant.now().plus(Duration.ofDays(1));
        String id = Ids.next();
        Terms terms = new Terms(Optional.empty(), Optional.empty(), "t", "", Category.PUBLICITY, start, start.plusSeconds(3_600),
                new Capacity(1, places), Audience.COMMUNITY, Optional.empty());
        orders.post(ClaimWorker.key(),
                new ServiceOrder.Draft(Sheet.posted(id, "n", ClaimWorker.COMMUNITY, "OFFICER", terms, Offers.NONE)));
        orders.change(id, ClaimWorker.key(), Instant.now(), current -> current.state().publish(Instant.now()));
        return id;
    }

    /** A process of this one's own classes, spoken to in lines. */
    private record Worker(Process process, BufferedReader out, BufferedWriter in) implements AutoCloseable {
        static Worker start(String uri) throws IOException {
            Worker worker = of(ClaimWorker.class, uri, DATABASE, "4");
            assertThat(worker.answer()).isEqualTo("ready");
            return worker;
        }

        static Worker of(Class<?> main, String... arguments) throws IOException {
            List<String> command = Stream.concat(Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), main.getName()),
                    Stream.of(arguments)).toList();
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            return new Worker(process, process.inputReader(StandardCharsets.UTF_8), process.outputWriter(StandardCharsets.UTF_8));
        }

        void ask(String line) throws IOException {
            in.write(line);
            in.newLine();
            in.flush();
        }

        String answer() throws IOException {
            String line = out.readLine();
            if (line == null) {
                throw new IOException("a worker ended");
            }
            return line;
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    /** The store in a process of its own. */
    private record EmbeddedEngine(Worker process, String uri) implements AutoCloseable {
        static EmbeddedEngine start() throws IOException {
            Worker process = Worker.of(StoreProcess.class);
            return new EmbeddedEngine(process, process.answer());
        }

        @Override
        public void close() {
            process.close();
        }
    }

    /** The main class of that process. */
    static final class StoreProcess {
        private StoreProcess() {}

        public static void main(String[] arguments) throws IOException {
            try (EmbeddedStore store = EmbeddedStore.start(null, 0)) {
                System.out.println(store.uri());
                while (System.in.read() >= 0) {
                    // until the parent is gone
                }
            }
        }
    }
}
