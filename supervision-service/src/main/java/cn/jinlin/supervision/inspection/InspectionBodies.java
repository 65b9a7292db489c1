package cn.jinlin.supervision.inspection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.events.SupervisionEvent.Target;
import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.supervision.checklist.Sheet;
import cn.jinlin.supervision.inspection.Inspection.Checked;
import cn.jinlin.supervision.inspection.Inspection.Visit;

/** What comes in and goes out about inspections. */
final class InspectionBodies {
    private InspectionBodies() {}

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

    /** An answer has a score, or says that the item does not apply. */
    record AnswerBody(@NotBlank @Size(max = 32) String itemId, @Min(0) @Max(100) @Nullable Integer score,
            @Nullable Boolean notApplicable, @Size(max = 1000) @Nullable String note) {
        Sheet.Answer answer(String path) {
            if ((score != null) == Boolean.TRUE.equals(notApplicable)) {
                throw Invalid.field(path + ".score", score == null ? "REQUIRED" : "NOT_BOTH");
            }
            return new Sheet.Answer(itemId, Optional.ofNullable(score), Optional.ofNullable(note));
        }
    }

    /**
     * A sheet on an edition of a checklist has {@code checklistId}, {@code checklistVersion} and {@code answers}, and gets its
     * score here; a free one has {@code checklist} and {@code score}.
     */
    record NewInspection(@Valid @NotNull TargetBody target, @NotNull Instant inspectedAt,
            @Size(max = 200) @Nullable List<@Valid @NotNull CheckedBody> checklist, @Min(0) @Max(100) @Nullable Integer score,
            @Size(max = 64) @Nullable String checklistId, @Min(1) @Nullable Integer checklistVersion,
            @Size(max = 200) @Nullable List<@Valid @NotNull AnswerBody> answers, @Size(max = 64) @Nullable String campaignId) {
        Visit visit() {
            return new Visit(target.target(), inspectedAt, Optional.ofNullable(campaignId));
        }

        InspectionDesk.Notes notes() {
            return checklistId == null ? free() : filled(checklistId);
        }

        private InspectionDesk.Notes free() {
            refuse("checklistVersion", checklistVersion, "NEEDS_CHECKLIST");
            refuse("answers", answers, "NEEDS_CHECKLIST");
            refuse("campaignId", campaignId, "NEEDS_CHECKLIST");
            return new InspectionDesk.Notes.Free(
                    required("checklist", checklist).stream().map(CheckedBody::checked).toList(), required("score", score));
        }

        private InspectionDesk.Notes filled(String id) {
            refuse("checklist", checklist, "NOT_BOTH");
            refuse("score", score, "COMPUTED");
            List<AnswerBody> given = required("answers", answers);
            List<Sheet.Answer> all = IntStream.range(0, given.size())
                    .mapToObj(i -> given.get(i).answer("answers[" + i + "]")).toList();
            return new InspectionDesk.Notes.Filled(id, required("checklistVersion", checklistVersion), all);
        }

        private static <T> T required(String field, @Nullable T value) {
            if (value == null) {
                throw Invalid.field(field, "REQUIRED");
            }
            return value;
        }

        private static void refuse(String field, @Nullable Object value, String code) {
            if (value != null) {
                throw Invalid.field(field, code);
            }
        }
    }

    /**
     * @param itemId with weight and score of a checklist's item; a line without a score does not apply
     * @param passed of a line of the inspector's own
     */
    record LineView(String item, Optional<String> itemId, Optional<Integer> weight, Optional<Integer> score,
            Optional<Boolean> passed, Optional<String> note) {
        static LineView of(Checked line) {
            return new LineView(line.item(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(line.passed()),
                    line.note());
        }

        static LineView of(Sheet.Line line) {
            return new LineView(line.text(), Optional.of(line.itemId()), Optional.of(line.weight()), line.score(),
                    Optional.empty(), line.note());
        }
    }

    record InspectionView(String inspectionId, Office office, Target target, Instant inspectedAt, Optional<String> campaignId,
            Optional<String> checklistId, Optional<Integer> checklistVersion, List<LineView> checklist, int score,
            Instant recordedAt) {
        static InspectionView of(Inspection inspection) {
            List<LineView> lines = inspection.sheet().map(sheet -> sheet.lines().stream().map(LineView::of).toList())
                    .orElseGet(() -> inspection.lines().stream().map(LineView::of).toList());
            return new InspectionView(inspection.inspectionId(), inspection.office(), inspection.target(),
                    inspection.visit().inspectedAt(), inspection.visit().campaignId(),
                    inspection.sheet().map(Sheet::checklistId), inspection.sheet().map(Sheet::version), lines,
                    inspection.score(), inspection.recordedAt());
        }
    }
}
