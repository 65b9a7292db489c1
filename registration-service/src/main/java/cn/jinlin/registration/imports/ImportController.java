package cn.jinlin.registration.imports;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.problem.Languages;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;
import cn.jinlin.registration.upload.Intake;

/** Imports of members over HTTP. */
@RestController
@RequestMapping("/api/v1/members/imports")
class ImportController {
    private final ImportDesk desk;
    private final Intake intake;
    private final ImportReports reports;

    ImportController(ImportDesk desk, Intake intake, ImportReports reports) {
        this.desk = desk;
        this.intake = intake;
        this.reports = reports;
    }

    enum State {
        QUEUED, RUNNING, DONE, FAILED
    }

    /**
     * How far a job is.
     *
     * @param rows of the table, below its header
     * @param read of them so far: the sum of the four that follow
     * @param imported members who are new
     * @param updated members who were there and are changed by it
     * @param unchanged members who were there just so
     * @param refused rows that the report names
     */
    record ImportAnswer(String importId, State state, String format, boolean confirmed, int rows, int read, int imported,
            int updated, int unchanged, int refused, int percent, Instant sentAt, Optional<Instant> endedAt, String report) {
        static ImportAnswer of(ImportJob job) {
            ImportJob.Progress progress = job.progress();
            return new ImportAnswer(job.jobId(), state(job), job.source().format().name(), job.confirmed(), job.source().rows(),
                    progress.read(), progress.imported(), progress.updated(), progress.unchanged(), progress.refused(),
                    100 * progress.read() / job.source().rows(), job.sentAt(), endedAt(job), path(job) + "/report");
        }

        private static State state(ImportJob job) {
            return switch (job.stage()) {
                case ImportJob.Queued _ -> State.QUEUED;
                case ImportJob.Running _ -> State.RUNNING;
                case ImportJob.Done _ -> State.DONE;
                case ImportJob.Failed _ -> State.FAILED;
            };
        }

        private static Optional<Instant> endedAt(ImportJob job) {
            return switch (job.stage()) {
                case ImportJob.Queued _,ImportJob.Running _ -> Optional.empty();
                case ImportJob.Done done -> Optional.of(done.at());
                case ImportJob.Failed failed -> Optional.of(failed.at());
            };
        }
    }

    /** The table as the body, or as the part {@code file} of a form; at most 20 MiB and 50,000 rows. */
    @PostMapping(consumes = MediaType.ALL_VALUE)
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER})
    @Operation(requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = {
        @Content(mediaType = Intake.CSV, schema = @Schema(type = "string", format = "binary")),
        @Content(mediaType = Intake.XLSX, schema = @Schema(type = "string", format = "binary")),
        @Content(mediaType = MediaType.MULTIPART_FORM_DATA_VALUE, schema = @Schema(implementation = Form.class))}), parameters = @Parameter(name = "confirmed", in = ParameterIn.QUERY, description = "true: registrations count at once, as far as the sender speaks for their communities", schema = @Schema(type = "boolean", defaultValue = "false")))
    ResponseEntity<ImportAnswer> send(@Parameter(hidden = true) Caller caller, HttpServletRequest request, RequestKey key)
            throws IOException {
        Versioned<ImportJob> job = intake.take(request, (file, confirmed) -> {
            if (confirmed && !caller.isDistrictAdmin() && !caller.has(Role.COMMUNITY_OFFICER)) {
                throw KitRefusal.FORBIDDEN.because();
            }
            return desk.send(caller, file, confirmed, key);
        });
        return Answers.made(URI.create(path(job.state())), job, ImportAnswer.of(job.state()));
    }

    /** As a form sends it. */
    record Form(@Schema(type = "string", format = "binary") String file) {}

    /** The caller's own imports, the newest first. */
    @GetMapping
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER})
    Page<ImportAnswer> list(Caller caller, @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        List<ImportAnswer> found = desk
                .page(caller.subject(), Cursor.decode(cursor, 1).stream().findFirst(), limit.value() + 1).stream()
                .map(job -> ImportAnswer.of(job.state())).toList();
        return found.size() <= limit.value()
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit.value()), Cursor.encode(found.get(limit.value() - 1).importId()));
    }

    @GetMapping("/{importId}")
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER})
    ResponseEntity<ImportAnswer> get(Caller caller, @PathVariable String importId) {
        Versioned<ImportJob> job = visible(caller, importId);
        return Answers.ok(job, ImportAnswer.of(job.state()));
    }

    /** Every refused row so far: line, field, code and reason, as CSV. */
    @GetMapping("/{importId}/report")
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER})
    @ApiResponse(responseCode = "200", content = @Content(mediaType = Intake.CSV, schema = @Schema(type = "string")))
    void report(Caller caller, @PathVariable String importId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ImportJob job = visible(caller, importId).state();
        reports.write(job.jobId(), locale(request), file(response, "import-" + job.jobId() + "-report.csv"));
    }

    /** A table with the headings, and remarks on what goes under them, in the caller's language. */
    @GetMapping("/template.csv")
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER})
    @ApiResponse(responseCode = "200", content = @Content(mediaType = Intake.CSV, schema = @Schema(type = "string")))
    void template(HttpServletRequest request, HttpServletResponse response) throws IOException {
        reports.writeTemplate(locale(request), file(response, "members.csv"));
    }

    private Versioned<ImportJob> visible(Caller caller, String importId) {
        Versioned<ImportJob> job = desk.get(importId);
        if (!caller.isDistrictAdmin() && !job.state().sender().subject().equals(caller.subject())) {
            throw KitRefusal.FORBIDDEN.because();
        }
        return job;
    }

    private static String path(ImportJob job) {
        return "/api/v1/members/imports/" + job.jobId();
    }

    private static Locale locale(HttpServletRequest request) {
        return Languages.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static java.io.OutputStream file(HttpServletResponse response, String name) throws IOException {
        response.setContentType(Intake.CSV + ";charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString());
        return response.getOutputStream();
    }
}
