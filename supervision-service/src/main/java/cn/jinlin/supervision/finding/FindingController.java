package cn.jinlin.supervision.finding;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.SupervisionEvent.FindingStatus;
import cn.jinlin.events.SupervisionEvent.Party;
import cn.jinlin.events.SupervisionEvent.PartyKind;
import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.PublicAggregate;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;
import cn.jinlin.supervision.finding.FindingBodies.CountsView;
import cn.jinlin.supervision.finding.FindingBodies.FindingView;
import cn.jinlin.supervision.finding.FindingBodies.Judgement;
import cn.jinlin.supervision.finding.FindingBodies.Measures;
import cn.jinlin.supervision.finding.FindingBodies.NewFinding;
import cn.jinlin.supervision.finding.FindingDesk.Finder;
import cn.jinlin.supervision.inspection.Inspection;
import cn.jinlin.supervision.inspection.InspectionDesk;
import cn.jinlin.supervision.place.Scope;

/** Findings: raised and rechecked by supervisors, put right by the unit's liaison or the community's officer. */
@RestController
@RequestMapping("/api/v1")
class FindingController {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final InspectionDesk inspections;
    private final FindingDesk desk;
    private final Scope scope;

    FindingController(InspectionDesk inspections, FindingDesk desk, Scope scope) {
        this.inspections = inspections;
        this.desk = desk;
        this.scope = scope;
    }

    @PostMapping("/inspections/{inspectionId}/findings")
    @Allowed(Role.SUPERVISOR)
    ResponseEntity<FindingView> raise(Caller caller, @PathVariable String inspectionId, RequestKey key,
            @RequestBody Body<NewFinding> body) {
        Finder finder = new Finder(scope.office(caller), caller.subject());
        Inspection inspection = inspections.get(inspectionId).state();
        return made(desk.raise(inspection, finder, body.read().problem(), key));
    }

    /** Under an id that the caller made: 201 for the first, 200 for the same again, 409 for another one under the same id. */
    @PutMapping("/inspections/{inspectionId}/findings/{findingId}")
    @Allowed(Role.SUPERVISOR)
    ResponseEntity<FindingView> put(Caller caller, @PathVariable String inspectionId, @PathVariable String findingId,
            RequestKey key, @RequestBody Body<NewFinding> body) {
        Finder finder = new Finder(scope.office(caller), caller.subject());
        if (!UUID.matcher(findingId).matches()) {
            throw Invalid.field("findingId", "MALFORMED", "0197a007-0000-7000-8000-000000000007");
        }
        Inspection inspection = inspections.get(inspectionId).state();
        FindingDesk.Put put = desk.put(findingId, inspection, finder, body.read().problem(), key);
        return put.made() ? made(put.seen()) : answer(put.seen());
    }

    @GetMapping("/findings/{findingId}")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON})
    ResponseEntity<FindingView> get(Caller caller, @PathVariable String findingId) {
        FindingDesk.Seen found = desk.get(findingId);
        scope.requireSight(caller, found.finding().state().about().responsible());
        return answer(found);
    }

    /** Of the whole district, without saying whose they are. */
    @GetMapping("/findings/counts")
    @PublicAggregate
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON, Role.PLATFORM, Role.MEMBER})
    CountsView counts() {
        return CountsView.of(desk.counts());
    }

    /**
     * The earliest due first; units and communities get their own.
     *
     * @param overdue true for those alone that are not resolved and past their due time
     * @param escalation only those not resolved that were escalated to this level
     * @param unitId with communityId: who is responsible
     */
    @GetMapping("/findings")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON})
    Page<FindingView> list(Caller caller, @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(required = false) @Nullable FindingStatus status,
            @RequestParam(required = false) @Nullable Integer escalation,
            @RequestParam(required = false) @Nullable String targetId,
            @RequestParam(required = false) @Nullable String campaignId,
            @RequestParam(required = false) @Nullable String unitId,
            @RequestParam(required = false) @Nullable String communityId,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        Findings.Query query = new Findings.Query(overdue, Optional.ofNullable(status), Optional.ofNullable(escalation),
                Optional.ofNullable(targetId), Optional.ofNullable(campaignId), parties(caller, unitId, communityId),
                Cursor.decode(cursor, 1).stream().findFirst());
        List<FindingDesk.Seen> found = desk.page(query, limit.value() + 1);
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
        return answer(desk.recheck(findingId, body.read().judgement(), caller.subject(), key, ifMatch::check));
    }

    /** Whose findings are shown: those asked for, or all that the caller may see. */
    private Optional<Collection<Party>> parties(Caller caller, @Nullable String unitId, @Nullable String communityId) {
        List<Party> asked = Stream.concat(Stream.ofNullable(unitId).map(id -> new Party(PartyKind.UNIT, id)),
                Stream.ofNullable(communityId).map(id -> new Party(PartyKind.COMMUNITY, id))).toList();
        asked.forEach(party -> scope.requireSight(caller, party));
        return asked.isEmpty() ? scope.parties(caller) : Optional.of(asked);
    }

    private static ResponseEntity<FindingView> made(FindingDesk.Seen made) {
        return Answers.made(URI.create("/api/v1/findings/" + made.finding().state().about().findingId()),
                made.finding().version(), FindingView.of(made));
    }

    private static ResponseEntity<FindingView> answer(FindingDesk.Seen seen) {
        return Answers.ok(seen.finding().version(), FindingView.of(seen));
    }
}
