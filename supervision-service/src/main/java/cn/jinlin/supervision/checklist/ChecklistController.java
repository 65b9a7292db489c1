package cn.jinlin.supervision.checklist;

import java.net.URI;
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

import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;
import cn.jinlin.supervision.checklist.Checklist.Item;
import cn.jinlin.supervision.place.Scope;

/** Checklists: kept by the supervision offices, read by them and the district. */
@RestController
@RequestMapping("/api/v1/checklists")
class ChecklistController {
    private final ChecklistDesk desk;
    private final Scope scope;

    ChecklistController(ChecklistDesk desk, Scope scope) {
        this.desk = desk;
        this.scope = scope;
    }

    record ItemBody(@NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,32}") String itemId, @NotBlank @Size(max = 200) String text,
            @NotNull @Min(1) @Max(100) Integer weight) {
        Item item() {
            return new Item(itemId, text, weight);
        }
    }

    record NewChecklist(@NotNull TargetKind kind, @NotBlank @Size(max = 100) String name,
            @Size(min = 1, max = 100) @NotNull List<@Valid @NotNull ItemBody> items) {}

    record NewEdition(@Size(min = 1, max = 100) @NotNull List<@Valid @NotNull ItemBody> items) {}

    /** @param version of the edition whose items are shown */
    record ChecklistView(String checklistId, TargetKind kind, String name, int version, List<Item> items, int newestVersion,
            boolean retired) {
        static ChecklistView of(Checklist list, Checklist.Edition edition) {
            return new ChecklistView(list.checklistId(), list.kind(), list.name(), edition.version(), edition.items(),
                    list.newest().version(), list.retired());
        }

        static ChecklistView of(Versioned<Checklist> list) {
            return of(list.state(), list.state().newest());
        }
    }

    @PostMapping
    @Allowed(Role.SUPERVISOR)
    ResponseEntity<ChecklistView> make(Caller caller, RequestKey key, @RequestBody Body<NewChecklist> body) {
        scope.office(caller);
        NewChecklist made = body.read();
        Versioned<Checklist> list = desk.make(made.kind(), made.name(), made.items().stream().map(ItemBody::item).toList(),
                caller.subject(), key);
        return Answers.made(URI.create("/api/v1/checklists/" + list.state().checklistId()), list, ChecklistView.of(list));
    }

    /** Makes the next edition; those before stay as they are. */
    @PostMapping("/{checklistId}/versions")
    @Allowed(Role.SUPERVISOR)
    ResponseEntity<ChecklistView> revise(Caller caller, @PathVariable String checklistId, RequestKey key, IfMatch ifMatch,
            @RequestBody Body<NewEdition> body) {
        scope.office(caller);
        desk.get(checklistId);
        Versioned<Checklist> list = desk.revise(checklistId, body.read().items().stream().map(ItemBody::item).toList(),
                caller.subject(), key, ifMatch::check);
        return Answers.made(URI.create("/api/v1/checklists/" + checklistId + "?version=" + list.state().newest().version()),
                list, ChecklistView.of(list));
    }

    @PostMapping("/{checklistId}/retirement")
    @Allowed(Role.SUPERVISOR)
    ResponseEntity<ChecklistView> retire(Caller caller, @PathVariable String checklistId, RequestKey key) {
        scope.office(caller);
        Versioned<Checklist> list = desk.retire(checklistId, key);
        return Answers.ok(list, ChecklistView.of(list));
    }

    /** @param version which edition; the newest where it is not given */
    @GetMapping("/{checklistId}")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN})
    ResponseEntity<ChecklistView> get(@PathVariable String checklistId,
            @RequestParam(required = false) @Nullable Integer version) {
        Versioned<Checklist> list = desk.get(checklistId);
        Checklist.Edition edition = version == null
                ? list.state().newest()
                : list.state().edition(version)
                        .orElseThrow(() -> KitRefusal.NOT_FOUND.because("checklist", checklistId + " " + version));
        return Answers.ok(list, ChecklistView.of(list.state(), edition));
    }

    /** Those in use, the oldest first. */
    @GetMapping
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN})
    Page<ChecklistView> list(@RequestParam(required = false) @Nullable TargetKind kind,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        List<ChecklistView> found = desk.page(Optional.ofNullable(kind), Cursor.decode(cursor, 1).stream().findFirst(),
                limit.value() + 1).stream().map(ChecklistView::of).toList();
        boolean more = found.size() > limit.value();
        List<ChecklistView> shown = more ? found.subList(0, limit.value()) : found;
        return new Page<>(shown, more ? Cursor.encode(shown.getLast().checklistId()) : null);
    }
}
