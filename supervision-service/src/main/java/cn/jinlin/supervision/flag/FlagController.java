package cn.jinlin.supervision.flag;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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

import cn.jinlin.events.SupervisionEvent.Office;
import cn.jinlin.kit.body.Body;
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
import cn.jinlin.supervision.evidence.Subject;
import cn.jinlin.supervision.flag.Flag.Status;
import cn.jinlin.supervision.flag.Flag.Verdict;
import cn.jinlin.supervision.rule.Evidence;
import cn.jinlin.supervision.rule.Evidence.Item;
import cn.jinlin.supervision.rule.Limits;
import cn.jinlin.supervision.rule.Rule;

/** Flags: supervisors and the district read them, a supervisor settles them. Whom a flag is about does not see it. */
@RestController
@RequestMapping("/api/v1/flags")
class FlagController {
    private static final int MOST_ITEMS = 100;

    private final FlagDesk desk;
    private final Limits limits;

    FlagController(FlagDesk desk, Limits limits) {
        this.desk = desk;
        this.limits = limits;
    }

    record SettlementBody(@NotNull Verdict verdict, @NotBlank @Size(max = 2000) String reason) {}

    /**
     * @param total how many items there are; the newest 100 of them are shown
     */
    record EvidenceView(int total, List<Item> items) {
        static EvidenceView of(Evidence evidence) {
            int total = evidence.items().size();
            return new EvidenceView(total, evidence.items().subList(Math.max(0, total - MOST_ITEMS), total));
        }
    }

    record SettlementView(Verdict verdict, String reason, Office office, Instant at, EvidenceView evidence) {}

    /** @param evidence empty unless it is open */
    record FlagView(String flagId, Rule rule, Subject.Kind subjectKind, String subjectId, Status status, Instant raisedAt,
            Optional<EvidenceView> evidence, List<SettlementView> settlements) {
        static FlagView of(Flag flag) {
            return new FlagView(flag.about().flagId(), flag.about().rule(), flag.about().subject(), flag.about().subjectId(),
                    flag.status(), flag.about().raisedAt(),
                    flag instanceof Flag.Open open ? Optional.of(EvidenceView.of(open.evidence())) : Optional.empty(),
                    flag.about().settlements().stream().map(each -> new SettlementView(each.verdict(), each.reason(),
                            each.office(), each.at(), EvidenceView.of(each.evidence()))).toList());
        }
    }

    /**
     * @param limits from where on the rule finds something, by the names of the settings
     * @param falseAlarms flags whose last verdict was FALSE_ALARM
     */
    record RuleView(Rule rule, Subject.Kind looksAt, Map<String, String> limits, long open, long confirmed, long falseAlarms) {}

    record Rules(List<RuleView> items) {}

    /** The latest raised first. */
    @GetMapping
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN})
    Page<FlagView> list(@RequestParam(required = false) @Nullable Rule rule,
            @RequestParam(required = false) @Nullable Status status,
            @RequestParam(required = false) @Nullable String communityId,
            @RequestParam(required = false) @Nullable String unitId,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        List<Flag> found = desk.page(new Flags.Query(Optional.ofNullable(rule), Optional.ofNullable(status),
                Optional.ofNullable(communityId), Optional.ofNullable(unitId), Cursor.decode(cursor, 1).stream().findFirst()),
                limit.value() + 1).stream().map(Versioned::state).toList();
        boolean more = found.size() > limit.value();
        List<Flag> shown = more ? found.subList(0, limit.value()) : found;
        return new Page<>(shown.stream().map(FlagView::of).toList(),
                more ? Cursor.encode(Flags.raisedKey(shown.getLast())) : null);
    }

    /** Every rule with its limits, and how often it was right and wrong; as of ten seconds ago at the latest. */
    @GetMapping("/rules")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN})
    Rules rules() {
        return new Rules(desk.tallies().stream().map(tally -> new RuleView(tally.rule(), tally.rule().looksAt(),
                limits.of(tally.rule()), tally.open(), tally.confirmed(), tally.falseAlarms())).toList());
    }

    @GetMapping("/{flagId}")
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN})
    ResponseEntity<FlagView> get(@PathVariable String flagId) {
        return answer(desk.get(flagId));
    }

    @PostMapping("/{flagId}/settlement")
    @Allowed(Role.SUPERVISOR)
    ResponseEntity<FlagView> settle(Caller caller, @PathVariable String flagId, RequestKey key, IfMatch ifMatch,
            @RequestBody Body<SettlementBody> body) {
        Office office = office(caller);
        desk.get(flagId);
        SettlementBody said = body.read();
        return answer(desk.settle(flagId, said.verdict(), said.reason(), office, caller.subject(), key, ifMatch::check));
    }

    private static Office office(Caller caller) {
        return caller.office()
                .flatMap(name -> Stream.of(Office.values()).filter(office -> office.name().equals(name)).findFirst())
                .orElseThrow(() -> FlagRefusal.OFFICE_REQUIRED.because());
    }

    private static ResponseEntity<FlagView> answer(Versioned<Flag> flag) {
        return Answers.ok(flag, FlagView.of(flag.state()));
    }
}
