package cn.jinlin.registration.imports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.registration.community.Community;
import cn.jinlin.registration.community.CommunityDesk;
import cn.jinlin.registration.row.Gazetteer;
import cn.jinlin.registration.unit.Unit;
import cn.jinlin.registration.unit.UnitDesk;
import cn.jinlin.registration.upload.Uploads;

/** Takes tables in and works them through. */
@Service
class ImportDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ImportDesk.class);
    /** Imports under way that one sender may have. */
    private static final int MOST_OPEN = 5;
    private static final int PAGE = 500;
    private static final Duration ORPHANED = Duration.ofHours(1);

    private final ImportJobs jobs;
    private final Uploads uploads;
    private final ImportRun run;
    private final UnitDesk units;
    private final CommunityDesk communities;
    private final Clock clock;

    ImportDesk(ImportJobs jobs, Uploads uploads, ImportRun run, UnitDesk units, CommunityDesk communities, Clock clock) {
        this.jobs = jobs;
        this.uploads = uploads;
        this.run = run;
        this.units = units;
        this.communities = communities;
        this.clock = clock;
    }

    /** Makes a job of a table that can be read and has the right header; nobody is entered before it is made. */
    Versioned<ImportJob> send(Caller caller, byte[] file, boolean confirmed, RequestKey key) {
        if (jobs.open(caller.subject()) >= MOST_OPEN) {
            throw ImportRefusal.TOO_MANY_IMPORTS.because(MOST_OPEN);
        }
        ImportJob.Source source = run.survey(file);
        Instant now = clock.instant();
        String jobId = key.firstId();
        uploads.keep(jobId, file, now);
        ImportJob job = ImportJob.sent(jobId, ImportJob.Sender.of(caller), source, confirmed, now);
        return jobs.aggregates().create(jobId, key, Change.of(job), there -> KitRefusal.BUSY.because());
    }

    Versioned<ImportJob> get(String jobId) {
        return jobs.aggregates().get(jobId);
    }

    /** A sender's jobs, the newest first, the next before {@code before}. */
    List<Versioned<ImportJob>> page(String subject, Optional<String> before, int limit) {
        return jobs.page(subject, before, limit);
    }

    /** Works on a job until it is done, as far as nobody else does. What fails is tried again, by anybody. */
    void work(String jobId) {
        String holder = Ids.next();
        ImportJob job = change(jobId, seen -> seen.taken(holder, clock.instant()));
        if (job.isHeldBy(holder)) {
            try {
                work(job, holder);
            } catch (RuntimeException failure) {
                giveBack(job, holder, failure);
                return;
            }
        } else {
            LOG.error("import {} was given up after {} tries", jobId, ImportJob.TRIES);
        }
        uploads.drop(jobId);
    }

    /** Removes the pieces of uploads whose jobs are over or never came to be. */
    void sweep() {
        uploads.olderThan(clock.instant().minus(ORPHANED)).stream()
                .filter(jobId -> jobs.aggregates().find(jobId).filter(job -> !job.state().isOver()).isEmpty())
                .forEach(uploads::drop);
    }

    private void work(ImportJob job, String holder) {
        byte[] file = uploads.of(job.jobId(), job.source().bytes())
                .orElseThrow(() -> new IllegalStateException("the upload is gone"));
        run.work(job, file, gazetteer(),
                progress -> change(job.jobId(), seen -> seen.advanced(holder, progress, clock.instant())));
        change(job.jobId(), seen -> seen.done(holder, clock.instant()));
    }

    /** Also when this process is just being stopped: the next one shall not wait until the lease runs out. */
    private void giveBack(ImportJob job, String holder, RuntimeException failure) {
        boolean stopping = Thread.interrupted();
        try {
            LOG.warn("import {} stopped half-way and is taken up again: {}", job.jobId(), failure.toString());
            change(job.jobId(), seen -> seen.isHeldBy(holder) ? seen.givenBack(holder, clock.instant().plusSeconds(1)) : seen);
        } catch (RuntimeException unreachable) {
            LOG.warn("import {} is taken up once its lease has run out: {}", job.jobId(), unreachable.toString());
        } finally {
            if (stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private ImportJob change(String jobId, UnaryOperator<ImportJob> transition) {
        return jobs.aggregates().change(jobId, seen -> Change.of(transition.apply(seen.state()))).state();
    }

    private Gazetteer gazetteer() {
        List<Unit> allUnits = all(after -> units.page(after, PAGE), Unit::unitId);
        List<Community> allCommunities = all(after -> communities.page(Optional.empty(), after, PAGE), Community::communityId);
        return new Gazetteer(allUnits, allCommunities, clock.instant());
    }

    private static <T> List<T> all(Function<String, List<Versioned<T>>> pages, Function<T, String> id) {
        List<T> all = new ArrayList<>();
        List<Versioned<T>> page = pages.apply("");
        while (!page.isEmpty()) {
            page.forEach(one -> all.add(one.state()));
            page = page.size() < PAGE ? List.of() : pages.apply(id.apply(all.getLast()));
        }
        return all;
    }
}
