package cn.jinlin.supervision.checklist;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

import org.springframework.stereotype.Service;

import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.supervision.checklist.Checklist.Edition;
import cn.jinlin.supervision.checklist.Checklist.Item;

/** Keeps checklists and scores what was filled in on them. */
@Service
public class ChecklistDesk {
    private final Checklists checklists;
    private final Clock clock;

    ChecklistDesk(Checklists checklists, Clock clock) {
        this.checklists = checklists;
        this.clock = clock;
    }

    Versioned<Checklist> make(TargetKind kind, String name, List<Item> items, String by, RequestKey key) {
        Checklist made = Checklist.first(key.firstId(), kind, name, items, by, clock.instant());
        return checklists.aggregates().create(made.checklistId(), key, Change.of(made),
                _ -> ChecklistRefusal.CHECKLIST_EXISTS.because());
    }

    /** @param version refuses where the caller has seen another version */
    Versioned<Checklist> revise(String checklistId, List<Item> items, String by, RequestKey key, LongConsumer version) {
        Instant now = clock.instant();
        return checklists.aggregates().change(checklistId, key, current -> {
            version.accept(current.version());
            return Change.of(current.state().revised(items, by, now));
        });
    }

    Versioned<Checklist> retire(String checklistId, RequestKey key) {
        return checklists.aggregates().change(checklistId, key, current -> Change.of(current.state().retire()));
    }

    Versioned<Checklist> get(String checklistId) {
        return checklists.aggregates().get(checklistId);
    }

    List<Versioned<Checklist>> page(Optional<TargetKind> kind, Optional<String> after, int limit) {
        return checklists.page(kind, after, limit);
    }

    /** What was filled in on one edition, with its score. */
    public Sheet fill(String checklistId, int version, TargetKind kind, List<Sheet.Answer> answers) {
        Checklist checklist = get(checklistId).state();
        if (checklist.kind() != kind) {
            throw ChecklistRefusal.CHECKLIST_OF_OTHER_KIND.because(checklist.name(), checklist.kind());
        }
        Edition edition = checklist.edition(version)
                .orElseThrow(() -> ChecklistRefusal.EDITION_UNKNOWN.because(checklist.name(), version));
        return Sheet.filled(checklistId, edition, answers);
    }
}
