package cn.jinlin.registration.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.registration.District;
import cn.jinlin.registration.District.Answer;
import cn.jinlin.registration.RegistrationTest;
import cn.jinlin.registration.Told;
import cn.jinlin.registration.community.CommunityDesk;
import cn.jinlin.registration.imports.ImportJob.Progress;
import cn.jinlin.registration.row.Gazetteer;
import cn.jinlin.registration.unit.UnitDesk;
import cn.jinlin.registration.upload.Uploads;

import static cn.jinlin.registration.District.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is left when a worker dies between two steps, and when two workers meet. */
@RegistrationTest
class InterruptedImportTest {
    private static final int ROWS = 1_200;
    private static final String DEAD = "a worker that died";

    @Autowired
    District district;
    @Autowired
    Upload upload;
    @Autowired
    Told told;
    @Autowired
    MongoDatabase database;
    @Autowired
    ImportJobs jobs;
    @Autowired
    Uploads uploads;
    @Autowired
    ImportRun run;
    @Autowired
    UnitDesk units;
    @Autowired
    CommunityDesk communities;

    private String partner;
    private String unit;

    @BeforeEach
    void district() {
        partner = district.community();
        unit = district.unit(partner);
    }

    private byte[] table(int rows) {
        Table table = Table.chinese();
        for (int i = 0; i < rows; i++) {
            if (i % 2 == 0) {
                table.row("党员" + i, District.phone(), "党员", unit, partner, partner, "", "");
            } else {
                table.row("居民" + i, District.phone(), "居民", "", "", i % 100 == 1 ? "没有" : partner, "", "");
            }
        }
        return table.csv();
    }

    /** Held by somebody for an hour, so that the service's own worker stays away. */
    private ImportJob held(byte[] file) {
        String jobId = Ids.next();
        uploads.keep(jobId, file, Instant.now());
        ImportJob job = ImportJob
                .sent(jobId,
                        new ImportJob.Sender("test", java.util.Set.of(Role.DISTRICT_ADMIN), Optional.empty(),
                                java.util.Set.of()),
                        run.survey(file), true, Instant.now())
                .taken(DEAD, Instant.now().plus(Duration.ofHours(1)));
        return jobs.aggregates().create(jobId, new RequestKey(Optional.empty(), List.of(jobId)), Change.of(job),
                there -> new IllegalStateException()).state();
    }

    private Gazetteer gazetteer() {
        return new Gazetteer(List.of(units.find(unit).orElseThrow()), List.of(communities.find(partner).orElseThrow()),
                Instant.now());
    }

    private void commit(ImportJob job, Progress progress) {
        jobs.aggregates().change(job.jobId(),
                seen -> Change.of(seen.state().advanced(DEAD, progress, Instant.now().plus(Duration.ofHours(1)))));
    }

    private List<Document> members() {
        return database.getCollection("members")
                .find(Filters.or(Filters.eq("unitId", unit), Filters.eq("residenceLive", partner))).into(new ArrayList<>());
    }

    @ParameterizedTest(name = "killed {0} the batch is on record")
    @CsvSource({"before", "after"})
    void anotherWorkerGoesOnWhereTheFirstOneDied(String when) {
        ImportJob job = held(table(ROWS));
        Consumer<Progress> dying = progress -> {
            if (when.equals("after")) {
                commit(job, progress);
            }
            throw new IllegalStateException("killed");
        };
        assertThatThrownBy(() -> run.work(job, uploads.of(job.jobId(), job.source().bytes()).orElseThrow(), gazetteer(), dying))
                .hasMessage("killed");
        assertThat(members()).hasSizeBetween(400, 500);

        jobs.aggregates().change(job.jobId(), seen -> Change.of(seen.state().givenBack(DEAD, Instant.now())));
        Answer over = upload.over(ADMIN, Upload.IMPORTS + "/" + job.jobId());

        int bad = ROWS / 100;
        assertThat(over.text()).contains("\"state\":\"DONE\"", "\"read\":" + ROWS, "\"imported\":" + (ROWS - bad),
                "\"unchanged\":0", "\"refused\":" + bad);
        assertThat(upload.report(ADMIN, over)).hasSize(bad);
        List<Document> members = members();
        assertThat(members).hasSize(ROWS - bad).allSatisfy(member -> assertThat(member.getLong("version")).isOne());
        Awaitility.await().atMost(Duration.ofSeconds(60))
                .until(() -> members.stream().noneMatch(member -> told.about(member.getString("_id")).isEmpty()));
        assertThat(members).as("one event each, which a busy relay may send twice")
                .allSatisfy(member -> assertThat(told.about(member.getString("_id")).stream().distinct()).hasSize(1));
        assertThat(uploads.of(job.jobId(), job.source().bytes())).isEmpty();
    }

    @Test
    void twoImportsOfTheSamePeopleAtOnceMakeEachOfThemOnce() throws Exception {
        byte[] file = table(600);
        List<ImportJob> both = List.of(held(file), held(file));
        List<Callable<Progress>> works = both.stream().<Callable<Progress>>map(job -> () -> {
            Progress[] last = new Progress[1];
            run.work(job, file, gazetteer(), progress -> last[0] = progress);
            return last[0];
        }).toList();

        int imported = 0;
        int unchanged = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Progress> done : threads.invokeAll(works)) {
                imported += done.get().imported();
                unchanged += done.get().unchanged() + done.get().updated();
                assertThat(done.get().refused()).isEqualTo(6);
            }
        }

        assertThat(members()).hasSize(594);
        assertThat(imported).isEqualTo(594);
        assertThat(unchanged).isEqualTo(594);
        assertThat(database.getCollection("seats").countDocuments()).isZero();
    }

    @Test
    void aJobWhoseUploadIsGoneIsGivenUpAndSaysSo() {
        ImportJob job = held(table(2));
        uploads.drop(job.jobId());
        for (int tries = 1; tries < ImportJob.TRIES; tries++) {
            jobs.aggregates().change(job.jobId(), seen -> Change.of(seen.state().givenBack(DEAD, Instant.EPOCH)
                    .taken(DEAD, Instant.now().plus(Duration.ofHours(1)))));
        }

        jobs.aggregates().change(job.jobId(), seen -> Change.of(seen.state().givenBack(DEAD, Instant.EPOCH)));

        assertThat(upload.over(ADMIN, Upload.IMPORTS + "/" + job.jobId()).get("/state")).isEqualTo("FAILED");
    }
}
