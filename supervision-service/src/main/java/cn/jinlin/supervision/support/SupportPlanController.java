package cn.jinlin.supervision.support;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.events.SupervisionEvent.PlanStatus;
import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.problem.Languages;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.PublicAggregate;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;
import cn.jinlin.supervision.support.PlanAnswers.Arrow;
import cn.jinlin.supervision.support.PlanAnswers.PlanView;
import cn.jinlin.supervision.support.PlanAnswers.Summary;

/**
 * Support plans over HTTP. The district and supervisors see all; a unit sees approved plans that ask it, and of them its own
 * part; an officer those that help its communities, and of them that part.
 */
@RestController
@RequestMapping("/api/v1/support-plans")
class SupportPlanController {
    private static final int METRES_A_KILOMETRE = 1_000;
    private static final int LONGEST = 90;
    private static final int ARROWS = 2_000;

    private final PlanDesk desk;
    private final ConsentDesk consents;
    private final PlanAnswers answers;

    SupportPlanController(PlanDesk desk, ConsentDesk consents, PlanAnswers answers) {
        this.desk = desk;
        this.consents = consents;
        this.answers = answers;
    }

    /**
     * @param horizonDays today and the days after it
     * @param whatIf true: computed and shown, but not kept
     * @param unitKinds whose people are lent; GOVERNMENT and INSTITUTION unless the district has set others
     * @param radiusKm how far away a unit may be; 10 unless the district has set another
     * @param subdistrictCode supports communities of this sub-district alone; nine digits
     */
    record NewPlan(@NotNull @Min(1) @Max(LONGEST) Integer horizonDays, @Nullable Boolean whatIf,
            @Nullable @Size(min = 1) Set<UnitKind> unitKinds, @Nullable @Min(1) @Max(50) Integer radiusKm,
            @Nullable @Pattern(regexp = "[0-9]{9}") String subdistrictCode) {
        PlanDesk.Request request() {
            return new PlanDesk.Request(horizonDays, Optional.ofNullable(unitKinds),
                    Optional.ofNullable(radiusKm).map(radius -> radius * METRES_A_KILOMETRE),
                    Optional.ofNullable(subdistrictCode));
        }
    }

    /** What a unit says to what it is asked for. */
    enum Decision {
        CONSENTED, DECLINED
    }

    record Answer(@NotNull Decision decision) {}

    record Arrows(List<Arrow> items) {}

    /** 201 with a plan to approve; 200 for a what-if. */
    @PostMapping
    @Allowed(Role.DISTRICT_ADMIN)
    ResponseEntity<PlanView> make(Caller caller, RequestKey key, @RequestBody Body<NewPlan> body,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        NewPlan wish = body.read();
        Locale locale = Languages.of(language);
        if (Boolean.TRUE.equals(wish.whatIf())) {
            return ResponseEntity.ok(answers.whole(desk.whatIf(wish.request(), caller.subject()), locale));
        }
        Versioned<SupportPlan> made = desk.make(wish.request(), caller.subject(), key);
        return Answers.made(URI.create("/api/v1/support-plans/" + made.state().draft().planId()), made,
                answers.whole(made.state(), locale));
    }

    /** The newest first. */
    @GetMapping
    @Allowed({Role.DISTRICT_ADMIN, Role.SUPERVISOR, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER})
    Page<Summary> list(Caller caller, @RequestParam(required = false) @Nullable PlanStatus status,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        Optional<String> before = Cursor.decode(cursor, 1).stream().findFirst();
        List<Versioned<SupportPlan>> found = desk.page(query(caller, Optional.ofNullable(status), before), limit.value() + 1);
        List<Versioned<SupportPlan>> shown = found.subList(0, Math.min(limit.value(), found.size()));
        return new Page<>(
                shown.stream().map(Versioned::state).map(plan -> answers.summary(PlanAnswers.part(plan, caller))).toList(),
                found.size() > shown.size() ? Cursor.encode(shown.getLast().state().draft().planId()) : null);
    }

    @GetMapping("/{planId}")
    @Allowed({Role.DISTRICT_ADMIN, Role.SUPERVISOR, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER})
    ResponseEntity<PlanView> get(Caller caller, @PathVariable String planId,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        return shown(desk.get(planId), caller, language);
    }

    /** From now on units are asked. */
    @PostMapping("/{planId}/approval")
    @Allowed(Role.DISTRICT_ADMIN)
    ResponseEntity<PlanView> approve(Caller caller, @PathVariable String planId, RequestKey key, IfMatch ifMatch,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        desk.get(planId);
        return shown(desk.approve(planId, caller.subject(), key, ifMatch::check), caller, language);
    }

    /** A unit agrees to all that it is asked for, or declines it; what it declines is offered to the next best. */
    @PostMapping("/{planId}/consents/{unitId}")
    @Allowed(Role.UNIT_LIAISON)
    ResponseEntity<PlanView> answer(Caller caller, @PathVariable String planId, @PathVariable String unitId, RequestKey key,
            @RequestBody Body<Answer> body,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        if (!caller.isLiaisonOf(unitId)) {
            throw KitRefusal.FORBIDDEN.because();
        }
        desk.get(planId);
        return shown(switch (body.read().decision()) {
            case CONSENTED -> consents.consent(planId, unitId, key);
            case DECLINED -> consents.decline(planId, unitId, key);
        }, caller, language);
    }

    /**
     * Who helps whom, for a map: of approved and active plans; for the district and supervisors also of those to approve.
     * The newest plans first, 2,000 at most.
     */
    @GetMapping("/arrows")
    @PublicAggregate
    @Allowed({Role.DISTRICT_ADMIN, Role.SUPERVISOR, Role.PLATFORM})
    Arrows arrows(Caller caller) {
        List<PlanStatus> statuses = new ArrayList<>(List.of(PlanStatus.ACTIVE, PlanStatus.APPROVED));
        if (PlanAnswers.seesAll(caller)) {
            statuses.add(PlanStatus.PROPOSED);
        }
        return new Arrows(statuses.stream()
                .flatMap(status -> desk.page(new SupportPlans.Query(Optional.of(status), Optional.empty(), Optional.empty(),
                        Optional.empty()), Limit.MAX).stream())
                .flatMap(plan -> PlanAnswers.arrows(plan.state())).limit(ARROWS).toList());
    }

    private static SupportPlans.Query query(Caller caller, Optional<PlanStatus> status, Optional<String> before) {
        if (PlanAnswers.seesAll(caller)) {
            return new SupportPlans.Query(status, Optional.empty(), Optional.empty(), before);
        }
        if (caller.has(Role.UNIT_LIAISON) && caller.unitId().isPresent()) {
            return new SupportPlans.Query(status, caller.unitId(), Optional.empty(), before);
        }
        return new SupportPlans.Query(status, Optional.empty(), Optional.of(caller.communityIds()), before);
    }

    private ResponseEntity<PlanView> shown(Versioned<SupportPlan> plan, Caller caller, @Nullable String language) {
        return Answers.ok(plan, answers.whole(PlanAnswers.part(plan.state(), caller), Languages.of(language)));
    }
}
