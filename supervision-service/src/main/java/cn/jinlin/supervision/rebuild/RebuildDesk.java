package cn.jinlin.supervision.rebuild;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.events.Archive;
import cn.jinlin.kit.events.Archives;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.supervision.coverage.CoverageDesk;
import cn.jinlin.supervision.coverage.CoverageProperties;
import cn.jinlin.supervision.rebuild.Rebuild.Progress;
import cn.jinlin.supervision.rebuild.Rebuild.Running;

/** Rebuilds in the background, one at a time over all instances. */
@Service
class RebuildDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RebuildDesk.class);

    private final Rebuilds rebuilds;
    private final Archives archives;
    private final Replay replay;
    private final Shadow shadow;
    private final CoverageDesk coverage;
    private final CoverageProperties properties;
    private final Clock clock;

    RebuildDesk(Rebuilds rebuilds, Archives archives, Replay replay, Shadow shadow, CoverageDesk coverage,
            CoverageProperties properties,
            Clock clock) {
        this.rebuilds = rebuilds;
        this.archives = archives;
        this.replay = replay;
        this.shadow = shadow;
        this.coverage = coverage;
        this.properties = properties;
        this.clock = clock;
    }

    Optional<Rebuild> last() {
        return rebuilds.aggregates().find(Rebuilds.ID).map(Versioned::state);
    }

    /** Starts one; it goes on after the answer. */
    Rebuild start(String by, RequestKey key) {
        Instant now = clock.instant();
        var started = rebuilds.aggregates().execute(Rebuilds.ID, key, Boolean.class, current -> Outcome.changed(
                Change.of(Rebuild.start(Optional.ofNullable(current).map(Versioned::state), by, now)), true));
        Rebuild rebuild = started.after().state();
        if (rebuild instanceof Running running && running.startedAt().equals(now)) {
            Thread.ofVirtual().name("rebuild").start(() -> run(running.startedAt()));
        }
        return rebuild;
    }

    private void run(Instant startedAt) {
        try {
            Progress progress = rebuild(startedAt);
            change(last -> last.done(startedAt, progress, clock.instant()));
        } catch (RuntimeException e) {
            LOG.warn("the rebuild of {} failed: {}", startedAt, e.toString());
            change(last -> last.failed(startedAt, e.getClass().getSimpleName(), clock.instant()));
        } finally {
            shadow.drop();
        }
    }

    private Progress rebuild(Instant startedAt) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), properties.zone());
        Replay.ReplayedDays days = replay.into(shadow.fresh(clock), today,
                progress -> change(last -> last.goesOn(startedAt, progress, clock.instant())));
        try (Archive archive = archives.open()) {
            archive.readOn(days::take);
            days.end();
            List<Shadow.Stray> strays = shadow.strays();
            archive.readOn(days::take);
            Progress progress = days.end();
            shadow.install(strays, today);
            coverage.markAll();
            return progress;
        }
    }

    private void change(UnaryOperator<Rebuild> step) {
        rebuilds.aggregates().change(Rebuilds.ID, current -> Change.of(step.apply(current.state())));
    }
}
