package cn.jinlin.supervision.inspection;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.SupervisionEvent.FindingStatus;
import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Party;
import cn.jinlin.events.SupervisionEvent.PartyKind;
import cn.jinlin.events.SupervisionEvent.Severity;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.Body;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;
import cn.jinlin.supervision.inspection.Finding.Observation;
import cn.jinlin.supervision.inspection.Finding.Verdict;

/** Findings: raised and rechecked by supervisors, put right by the unit's liaison or the community's officer. */
@RestController
@RequestMapping("/api/v1")
class FindingController {
    private final InspectionDesk inspections;
    private final FindingDesk desk;
    private final Scope scope;

    FindingController(InspectionDesk inspections, FindingDesk desk, Scope scope) {
        this.inspections = inspections;
        this.desk = desk;
        this.scope = scope;
    }

    record PartyBody(@NotNull PartyKind kind, @NotBlank @Size(max = 64) String id) {}

    record NewFinding(@NotNull Severity severity, @NotBlank @Size(max = 4000) String description,
            @Size(max = 4000) @Nullable String guidance, @Valid @Nullable PartyBody responsible, @NotNull Instant dueAt) {
        FindingDesk.Problem problem() {
            return new FindingDesk.Problem(severity, description, guidance == null ? "" : guidance,
                    Optional.ofNullable(responsible).map(party -> new Party(party.kind(), party.id())), dueAt);
        }
    }

    record Measures(@NotBlank @Size(max = 4000) String measures) {}

    record Judgement(@NotNull Verdict verdict, @Size(max = 4000) @Nullable String comment) {
        /** The comment; required where something is given back, because the other side has to know why. */
        String reason() {
            if (verdict == Verdict.RETURNED && (comment == null || comment.isBlank())) {
                throw Invalid.field("comment", "REQUIRED");
            }
            return comment == null ? "" : comment;
        }
    }

    /** One attempt to put it right; the last three are empty while it waits for its recheck. */
    record RoundView(String measures, Instant submittedAt, Optional<Verdict> verdict, Optional<String> comment,
            Optional<Instant> recheckedAt) {}

    record FindingView(String findingId, String inspectionId, Office office, Target target, Severity severity, String description,
            String guidance, Party responsible, Instant dueAt, FindingStatus status, boolean overdue,
            Instant raisedAt, List<RoundView> rounds) {
        static FindingView of(FindingDesk.Seen seen) {
            Finding finding = seen.finding().state();
            Observation about = finding.about();
            return new FindingView(about.findingId(), about.inspectionId(), about.office(), about.target(), about.severity(),
                    about.description(), about.guidance(), about.responsible(), about.dueAt(), finding.status(),
                    seen.overdue(), about.raisedAt(), rounds(finding));
        }

        private static List<RoundView> rounds(Finding finding) {
            Stream<RoundView> closed = finding.rounds().stream()
                    .map(round -> new RoundView(round.rectification().measures(), round.rectification().at(),
                            Optional.of(round.recheck().verdict()), Optional.of(round.recheck().comment()),
                            Optional.of(round.recheck().at())));
            Stream<RoundView> pending = finding instanceof Finding.Submitted submitted
                    ? Stream.of(new RoundView(submitted.pending().measures(), submitted.pending().at(),
                            Optional.empty(), Optional.empty(), Optional.empty()))
                    : Stream.empty();
            return Stream.concat(closed, pending).toList();
        }
    }

    @PostMapping("/inspections/{inspectionId}/findings")
    @Allowed(Role.SUPERVISOR)
    ResponseEntity<FindingView> raise(Caller caller, @PathVariable String inspectionId, RequestKey key,
            @RequestBody Body<NewFinding> body) {
        Office office = scope.office(caller);
        Inspection inspection = inspections.get(inspectionId).state();
        FindingDesk.Seen made = desk.raise(inspection, office, caller.subject(), body.read().problem(), key);
        return Answers.made(URI.create("/api/v1/findings/" + made.finding().state().about().findingId()),
                made.finding().version(), FindingView.of(made));
    }

    @GetMapping("/findings/{findingId}")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON})
    ResponseEntity<FindingView> get(Caller caller, @PathVariable String findingId) {
        FindingDesk.Seen found = desk.get(findingId);
        scope.requireSight(caller, found.finding().state().about().responsible());
        return answer(found);
    }

    /**
     * The earliest due first; units and communities get their own.
     *
     * @param overdue true for those alone that are not resolved and past their due time
     */
    @GetMapping("/findings")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON})
    Page<FindingView> list(Caller caller, @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(required = false) @Nullable FindingStatus status,
            @RequestParam(required = false) @Nullable String targetId,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        Optional<String> after = Cursor.decode(cursor, 1).stream().findFirst();
        List<FindingDesk.Seen> found = desk.page(overdue, Optional.ofNullable(status), Optional.ofNullable(targetId),
                scope.parties(caller), after, limit.value() + 1);
        boolean more = found.size() > limit.value();
        List<FindingDesk.Seen> shown = more ? found.subList(0, limit.value()) : found;
        return new Page<>(shown.stream().map(FindingView::of).toList(),
                more ? Cursor.encode(Findings.dueKey(shown.getLast().finding().state())) : null);
    }

    @PostMapping("/findings/{findingId}/rectification")
    @Allowed({Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON})
    ResponseEntity<FindingView> rectify(Caller caller, @PathVariable String findingId, RequestKey key, IfMatch ifMatch,
            @RequestBody Body<Measures> body) {
        FindingDesk.Seen found = desk.get(findingId);
        scope.requireAnswerable(caller, found.finding().state().about().responsible());
        return answer(desk.rectify(findingId, body.read().measures(), caller.subject(), key, ifMatch::check));
    }

    @PostMapping("/findings/{findingId}/recheck")
    @Allowed(Role.SUPERVISOR)
    ResponseEntity<FindingView> recheck(Caller caller, @PathVariable String findingId, RequestKey key, IfMatch ifMatch,
            @RequestBody Body<Judgement> body) {
        scope.office(caller);
        desk.get(findingId);
        Judgement judgement = body.read();
        return answer(desk.recheck(findingId, judgement.verdict(), judgement.reason(), caller.subject(), key, ifMatch::check));
    }

    private static ResponseEntity<FindingView> answer(FindingDesk.Seen seen) {
        return Answers.ok(seen.finding().version(), FindingView.of(seen));
    }
}
