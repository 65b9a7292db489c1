package cn.jinlin.request.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import cn.jinlin.kit.Ids;
import cn.jinlin.request.history.Checker;
import cn.jinlin.request.history.History;
import cn.jinlin.request.history.Violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Everything that was promised to anybody holds, whatever happens to the processes. {@code -Djinlin.chaos.seed=} repeats a
 * plan, {@code -Djinlin.chaos.crashes=} makes it longer, {@code -Djinlin.chaos.break=} breaks the instances on purpose.
 */
class ChaosTest {
    private static final Logger LOG = LoggerFactory.getLogger(ChaosTest.class);
    private static final Duration HEALS_WITHIN = Duration.ofSeconds(90);

    private final long seed = Long.getLong("jinlin.chaos.seed", Ids.next().hashCode());
    private final int crashes = Integer.getInteger("jinlin.chaos.crashes", 20);
    private final Breakage breakage = Breakage.valueOf(System.getProperty("jinlin.chaos.break", "NONE"));

    @Test
    void keepsEveryPromiseWhateverIsKilledStoppedOrTakenAway() throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "chaos", Long.toString(seed)));
        LOG.warn("chaos of seed {} with {} crashes; logs and history in {}", seed, crashes, folder);
        Outcome outcome = run(Plan.of(seed, crashes, Site.CLOCKS.size()), folder);
        LOG.warn("{}", outcome.summary());
        assertThat(outcome.violations()).as("seed %d, see %s", seed, folder).isEmpty();
        assertThat(outcome.crashes()).as("crashes of seed %d", seed).isGreaterThanOrEqualTo(crashes);
    }

    private record Outcome(List<Violation> violations, int crashes, String summary) {}

    private Outcome run(Plan plan, Path folder) throws Exception {
        Instant began = Instant.now();
        People people = People.ofSeed(seed);
        Journal journal = new Journal();
        try (Site site = new Site(Launch.in(Path.of("target", "chaos")), breakage, folder);
                Reading reading = new Reading(site);
                Talk talk = new Talk(site.bootstrapServers())) {
            people.told().forEach(talk::tell);
            talk.flush();
            await().atMost(Duration.ofSeconds(30)).until(() -> reading.known() == people.told().size());
            Errands errands = new Errands(site.ports());
            Chaos chaos = new Chaos(site, plan, people, talk);
            Instant ready = Instant.now();
            long stranded;
            try (Crowd crowd = Crowd.of(people, seed, errands, journal)) {
                chaos.run();
                stranded = crowd.goHome(HEALS_WITHIN);
            } finally {
                Files.write(folder.resolve("diary.txt"), chaos.diary());
            }
            Instant healed = Instant.now();
            reading.awaitRest(HEALS_WITHIN);
            Instant rested = Instant.now();
            History history = reading.history(site, journal, talk, Site.SKEW);
            write(folder, history);
            List<Violation> violations = Checker.check(history);
            Files.write(folder.resolve("violations.txt"), violations.stream().map(Violation::toString).toList());
            return new Outcome(violations, chaos.crashes().values().stream().mapToInt(Integer::intValue).sum(),
                    "seed %d: %s crashes, %d starts, %d stranded, %d events (%d repeated from outside), %d tries again, %d answers replayed, %s; %d ms to start, %d of chaos, %d to rest, %d to judge"
                            .formatted(seed, chaos.crashes(), site.lives(), stranded, history.told().size(), talk.repeated(),
                                    errands.retried(), errands.replayed(), new TreeMap<>(journal.counts()),
                                    millis(began, ready), millis(ready, healed), millis(healed, rested),
                                    millis(rested, Instant.now())));
        }
    }

    private static long millis(Instant from, Instant to) {
        return Duration.between(from, to).toMillis();
    }

    private static void write(Path folder, History history) throws IOException {
        List<String> lines = new ArrayList<>();
        history.answers().forEach(answer -> lines.add(answer.toString()));
        history.told().forEach(told -> lines.add(told.toString()));
        history.unsent().forEach(told -> lines.add(told.toString()));
        history.orders().values().forEach(order -> lines.add(order.toString()));
        history.schedules().forEach(schedule -> lines.add(schedule.toString()));
        Files.write(folder.resolve("history.txt"), lines);
    }
}
