package cn.jinlin.request.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * plan, {@code -Djinlin.chaos.crashes=} makes it longer, {@code -Djinlin.chaos.break=} breaks the instances on purpose and
 * wants that to be found.
 */
class ChaosTest {
    private static final Logger LOG = LoggerFactory.getLogger(ChaosTest.class);
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(60);
    private static final Duration SEEN_THROUGH_WITHIN = Duration.ofSeconds(60);
    private static final Duration RESTS_WITHIN = Duration.ofSeconds(60);

    private final long seed = Long.getLong("jinlin.chaos.seed", Ids.next().hashCode());
    private final int crashes = Integer.getInteger("jinlin.chaos.crashes", 20);
    private final Breakage breakage = Breakage.valueOf(System.getProperty("jinlin.chaos.break", Breakage.NONE.name()));
    private final People people = People.ofSeed(seed);
    private final Journal journal = new Journal();

    /** What a run came to. */
    private record Course(Map<String, Integer> crashes, List<String> unrest, List<Violation> violations, int repeated) {}

    @Test
    void keepsEveryPromiseWhateverIsKilledStoppedOrTakenAway() throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "chaos", Long.toString(seed)));
        LOG.info("chaos of seed {}: {} crashes; plan, diary, logs and history in {}", seed, crashes, folder);
        Course course = run(folder);
        String which = "seed %d, see %s: ".formatted(seed, folder);
        if (breakage == Breakage.NONE) {
            assertThat(course.violations()).as(which + "violations").isEmpty();
            assertThat(course.unrest()).as(which + "unrest").isEmpty();
            checkEnoughHappened(which, course);
        } else {
            assertThat(course.violations()).as(which + "violations").extracting(Violation::invariant)
                    .containsAll(breakage.breaks());
        }
    }

    private void checkEnoughHappened(String which, Course course) {
        assertThat(course.crashes().values().stream().mapToInt(Integer::intValue).sum()).as(which + "crashes")
                .isGreaterThanOrEqualTo(crashes);
        Plan.POINTS.forEach(point -> assertThat(course.crashes().getOrDefault(point, 0)).as(which + "crashes at " + point)
                .isGreaterThanOrEqualTo(Chaos.LEAST_AT_EACH_POINT));
        assertThat(course.repeated()).as(which + "repeated events").isGreaterThanOrEqualTo(50);
        Map.of("claim", 30, "release", 2, "check-in", 5, "roll-call", 5, "accept", 8, "scan", 5, "edit", 3).forEach(
                (what, least) -> assertThat(journal.count(what + " done")).as(which + what).isGreaterThanOrEqualTo(least));
    }

    private Course run(Path folder) throws Exception {
        Instant began = Instant.now();
        try (Site site = new Site(Launch.in(Path.of("target", "chaos")), breakage, folder);
                Reading reading = new Reading(site);
                Talk talk = new Talk(site.bootstrapServers());
                PrintWriter diary = new PrintWriter(Files.newBufferedWriter(folder.resolve("diary.txt")), true)) {
            people.told().forEach(talk::tell);
            talk.flush();
            await().atMost(KNOWN_WITHIN).until(() -> reading.known() == people.told().size());
            Errands errands = new Errands(site.ports());
            Plan plan = Plan.of(seed, crashes, Site.CLOCKS.size());
            Files.write(folder.resolve("plan.txt"), plan.lines());
            Chaos chaos = new Chaos(site, plan, people, talk, diary);
            Instant ready = Instant.now();
            Instant healed;
            long stranded;
            try (Crowd crowd = Crowd.of(people, seed, errands, journal)) {
                chaos.run();
                healed = Instant.now();
                stranded = crowd.goHome(SEEN_THROUGH_WITHIN);
            }
            List<String> unrest = reading.awaitRest(RESTS_WITHIN);
            Instant rested = Instant.now();
            History history = reading.history(site, journal, talk, Site.SKEW);
            write(folder, history);
            List<Violation> violations = Checker.check(history);
            Files.write(folder.resolve("violations.txt"), violations.stream().map(Violation::toString).toList());
            LOG.info("seed {}: {} ms to start, {} of chaos, {} to rest, {} to judge", seed, millis(began, ready),
                    millis(ready, healed), millis(healed, rested), millis(rested, Instant.now()));
            LOG.info("crashes {}, starts {}, tries without an answer {}, answers replayed {}, stranded {}", chaos.crashes(),
                    site.lives(), errands.retried(), errands.replayed(), stranded);
            LOG.info("{} orders, {} events and {} of them told again from outside; {}", history.orders().size(),
                    history.told().size(), talk.repeated(), new TreeMap<>(journal.counts()));
            return new Course(chaos.crashes(), unrest, violations, talk.repeated());
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
