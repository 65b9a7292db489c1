package cn.jinlin.supervision.inspection;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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

import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.Body;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;
import cn.jinlin.supervision.inspection.Inspection.Checked;

/** Inspections: recorded by supervisors, read by them and the district, and by the unit or community that was inspected. */
@RestController
@RequestMapping("/api/v1/inspections")
class InspectionController {
    private final InspectionDesk desk;
    private final Scope scope;

    InspectionController(InspectionDesk desk, Scope scope) {
        this.desk = desk;
        this.scope = scope;
    }

    record TargetBody(@NotNull TargetKind kind, @NotBlank @Size(max = 64) String targetId,
            @Pattern(regexp = "\\d{12}") @Nullable String communityId) {
        Target target() {
            return new Target(kind, targetId, Optional.ofNullable(communityId));
        }
    }

    record CheckedBody(@NotBlank @Size(max = 200) String item, @NotNull Boolean passed, @Size(max = 1000) @Nullable String note) {
        Checked checked() {
            return new Checked(item, passed, Optional.ofNullable(note));
        }
    }

    record NewInspection(@Valid @NotNull TargetBody target, @NotNull Instant inspectedAt,
            @Size(max = 200) @NotNull List<@Valid @NotNull CheckedBody> checklist, @NotNull @Min(0) @Max(100) Integer score) {
        InspectionDesk.Sheet sheet() {
            return new InspectionDesk.Sheet(target.target(), inspectedAt,
                    checklist.stream().map(CheckedBody::checked).toList(), score);
        }
    }

    record InspectionView(String inspectionId, Office office, Target target, Instant inspectedAt, List<Checked> checklist,
            int score, Instant recordedAt) {
        static InspectionView of(Inspection inspection) {
            return new InspectionView(inspection.inspectionId(), inspection.office(), inspection.target(),
                    inspection.inspectedAt(), inspection.checklist(), inspection.score(),
                    inspection.recordedAt());
        }
    }

    @PostMapping
    @Allowed(Role.SUPERVISOR)
    ResponseEntity<InspectionView> record(Caller caller, RequestKey key, @RequestBody Body<NewInspection> body) {
        Office office = scope.office(caller);
        Versioned<Inspection> made = desk.record(office, caller.subject(), body.read().sheet(), key);
        return Answers.made(URI.create("/api/v1/inspections/" + made.state().inspectionId()), made.version(),
                InspectionView.of(made.state()));
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
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        Inspections.Query query = scope.narrowed(caller, Optional.ofNullable(targetId), Optional.ofNullable(communityId),
                Cursor.decode(cursor, 1).stream().findFirst());
        List<Versioned<Inspection>> found = desk.page(query, limit.value() + 1);
        boolean more = found.size() > limit.value();
        List<Versioned<Inspection>> shown = more ? found.subList(0, limit.value()) : found;
        return new Page<>(shown.stream().map(inspection -> InspectionView.of(inspection.state())).toList(),
                more ? Cursor.encode(shown.getLast().state().inspectionId()) : null);
    }
}
