package cn.jinlin.supervision.inspection;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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

import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;
import cn.jinlin.supervision.inspection.InspectionBodies.InspectionView;
import cn.jinlin.supervision.inspection.InspectionBodies.NewInspection;
import cn.jinlin.supervision.inspection.InspectionDesk.Inspector;
import cn.jinlin.supervision.place.Scope;

/** Inspections: recorded by supervisors, read by them and the district, and by the unit or community that was inspected. */
@RestController
@RequestMapping("/api/v1/inspections")
class InspectionController {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final InspectionDesk desk;
    private final Scope scope;

    InspectionController(InspectionDesk desk, Scope scope) {
        this.desk = desk;
        this.scope = scope;
    }

    @PostMapping
    @Allowed(Role.SUPERVISOR)
    ResponseEntity<InspectionView> record(Caller caller, RequestKey key, @RequestBody Body<NewInspection> body) {
        Inspector inspector = new Inspector(scope.office(caller), caller.subject());
        NewInspection made = body.read();
        return made(desk.record(inspector, made.visit(), made.notes(), key));
    }

    /**
     * Under an id that the caller made, so that it can be sent until an answer comes: 201 for the first, 200 for the same
     * again, 409 for another one under the same id.
     */
    @PutMapping("/{inspectionId}")
    @Allowed(Role.SUPERVISOR)
    ResponseEntity<InspectionView> put(Caller caller, @PathVariable String inspectionId, RequestKey key,
            @RequestBody Body<NewInspection> body) {
        Inspector inspector = new Inspector(scope.office(caller), caller.subject());
        if (!UUID.matcher(inspectionId).matches()) {
            throw Invalid.field("inspectionId", "MALFORMED", "0197a006-0000-7000-8000-000000000006");
        }
        NewInspection made = body.read();
        Committed<Inspection, Boolean> put = desk.put(inspectionId, inspector, made.visit(), made.notes(), key);
        return put.result() ? made(put.after()) : Answers.ok(put.after(), InspectionView.of(put.after().state()));
    }

    @GetMapping("/{inspectionId}")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON})
    ResponseEntity<InspectionView> get(Caller caller, @PathVariable String inspectionId) {
        Versioned<Inspection> found = desk.get(inspectionId);
        scope.requireSight(caller, found.state().target());
        return Answers.ok(found.version(), InspectionView.of(found.state()));
    }

    /** The newest first. */
    @GetMapping
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON})
    Page<InspectionView> list(Caller caller, @RequestParam(required = false) @Nullable String targetId,
            @RequestParam(required = false) @Nullable String communityId,
            @RequestParam(required = false) @Nullable String campaignId,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        Inspections.Query query = narrowed(caller, Optional.ofNullable(targetId), Optional.ofNullable(communityId),
                Optional.ofNullable(campaignId), Cursor.decode(cursor, 1).stream().findFirst());
        List<Versioned<Inspection>> found = desk.page(query, limit.value() + 1);
        boolean more = found.size() > limit.value();
        List<Versioned<Inspection>> shown = more ? found.subList(0, limit.value()) : found;
        return new Page<>(shown.stream().map(inspection -> InspectionView.of(inspection.state())).toList(),
                more ? Cursor.encode(Inspections.listKey(shown.getLast().state())) : null);
    }

    /** What of a list the caller may see: all of it, or what lies with its own unit or communities. */
    private Inspections.Query narrowed(Caller caller, Optional<String> targetId, Optional<String> communityId,
            Optional<String> campaignId, Optional<String> before) {
        if (scope.seesAll(caller)) {
            return new Inspections.Query(targetId, communityId.map(Set::of), campaignId, before);
        }
        Scope.require(campaignId.isEmpty());
        if (communityId.isEmpty() && caller.has(Role.UNIT_LIAISON)
                && targetId.or(caller::unitId).filter(caller::isLiaisonOf).isPresent()) {
            return new Inspections.Query(targetId.or(caller::unitId), Optional.empty(), campaignId, before);
        }
        Scope.require(caller.has(Role.COMMUNITY_OFFICER) && communityId.stream().allMatch(caller::isOfficerOf));
        return new Inspections.Query(targetId, Optional.of(communityId.map(Set::of).orElse(caller.communityIds())), campaignId,
                before);
    }

    private static ResponseEntity<InspectionView> made(Versioned<Inspection> made) {
        return Answers.made(URI.create("/api/v1/inspections/" + made.state().inspectionId()), made,
                InspectionView.of(made.state()));
    }
}
