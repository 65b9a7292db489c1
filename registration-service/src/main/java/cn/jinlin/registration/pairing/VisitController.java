package cn.jinlin.registration.pairing;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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

import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;
import cn.jinlin.registration.pairing.PairingAnswers.VisitAnswer;
import cn.jinlin.registration.visit.Visit;

/** Visits to households over HTTP. */
@RestController
@RequestMapping("/api/v1/pairings/{pairingId}/visits")
class VisitController {
    private final PairingDesk desk;
    private final PairingAnswers answers;
    private final PairingScope scope;

    VisitController(PairingDesk desk, PairingAnswers answers, PairingScope scope) {
        this.desk = desk;
        this.answers = answers;
        this.scope = scope;
    }

    /**
     * @param date in the district's calendar, not in the future and not before the pairing began
     * @param minutes at most a day
     * @param note encrypted at rest
     */
    record GivenVisit(@NotNull LocalDate date, @NotNull @Min(1) @Max(1440) Integer minutes,
            @Nullable @Size(max = 500) String note) {}

    /** The paired member enters its visit, or the officer does. */
    @PostMapping
    @Allowed({Role.COMMUNITY_OFFICER, Role.MEMBER})
    ResponseEntity<VisitAnswer> visit(Caller caller, @PathVariable String pairingId, @RequestBody Body<GivenVisit> body,
            RequestKey key) {
        Pairing pairing = desk.get(pairingId).state();
        PairingScope.require(scope.mayEnterVisits(caller, pairing));
        GivenVisit given = body.read();
        String by = caller.isMember(pairing.pair().memberId()) ? pairing.pair().memberId() : caller.subject();
        Versioned<Pairing> after = desk.visit(pairingId, new PairingDesk.NewVisit(given.date(), given.minutes(),
                Optional.ofNullable(given.note()), by), key);
        Visit visit = after.state().visits().stream().filter(one -> one.visitId().equals(key.firstId())).findFirst()
                .orElseThrow();
        return Answers.made(URI.create("/api/v1/pairings/" + pairingId + "/visits"), after,
                answers.entered(visit, Optional.ofNullable(given.note())));
    }

    /** The visits, the newest first; the notes only for the officer and, while it visits, the member, who are logged. */
    @GetMapping
    @Allowed({Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.MEMBER})
    Page<VisitAnswer> visits(Caller caller, @PathVariable String pairingId,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        Pairing pairing = desk.get(pairingId).state();
        PairingScope.require(scope.maySee(caller, pairing));
        List<String> after = Cursor.decode(cursor, 1);
        List<Visit> rest = pairing.visits().stream().sorted(PairingAnswers.NEWEST_FIRST)
                .dropWhile(visit -> !after.isEmpty() && place(visit).compareTo(after.getFirst()) >= 0).toList();
        List<Visit> shown = rest.stream().limit(limit.value()).toList();
        return new Page<>(answers.read(pairing, shown, caller),
                rest.size() <= limit.value() ? null : Cursor.encode(place(shown.getLast())));
    }

    private static String place(Visit visit) {
        return visit.date() + "/" + visit.visitId();
    }
}
