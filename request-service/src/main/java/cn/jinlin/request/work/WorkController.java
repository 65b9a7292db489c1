package cn.jinlin.request.work;

import java.math.BigDecimal;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.Location;
import cn.jinlin.events.RequestEvent.Outcome;
import cn.jinlin.events.RequestEvent.ServiceVerdict;
import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.posting.OrderAnswers;
import cn.jinlin.request.posting.OrderAnswers.ClaimAnswer;
import cn.jinlin.request.posting.OrderAnswers.OrderAnswer;
import cn.jinlin.request.posting.Sights;
import cn.jinlin.request.posting.Sights.Sight;
import cn.jinlin.request.proof.Acceptance.Judgement;
import cn.jinlin.request.proof.Acceptance.Judging;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.terms.Wording;

/** Presence, completion and acceptance over HTTP. */
@RestController
@RequestMapping("/api/v1/orders/{orderId}")
class WorkController {
    private final WorkDesk desk;
    private final Sights sights;
    private final OrderAnswers answers;

    WorkController(WorkDesk desk, Sights sights, OrderAnswers answers) {
        this.sights = sights;
        this.answers = answers;
        this.desk = desk;
    }

    enum Verdict {
        ACCEPTED, REWORK
    }

    record Place(@NotNull @DecimalMin("-180") @DecimalMax("180") Double longitude,
            @NotNull @DecimalMin("-90") @DecimalMax("90") Double latitude) {}

    /** @param memberId the caller itself when missing; an officer names whom the roll call finds */
    record Presence(@Size(max = 64) @Nullable String memberId, @Valid @Nullable Place location) {}

    record Measured(@NotNull @Pattern(regexp = Wording.FILLED, message = Wording.EMPTY) @Size(max = 50) String metric,
            @NotNull @DecimalMin("0") @DecimalMax("1000000000") @Digits(integer = 10, fraction = 3) BigDecimal quantity,
            @NotNull @Pattern(regexp = Wording.FILLED, message = Wording.EMPTY) @Size(max = 20) String unit) {}

    record Done(@NotNull @Pattern(regexp = Wording.FILLED, message = Wording.EMPTY) @Size(max = 2_000) String summary,
            @Size(max = 20) @Nullable List<@Valid Measured> outcomes,
            @Size(max = 20) @Nullable List<@NotNull @Size(max = 64) String> photos) {}

    record Participant(@NotBlank @Size(max = 64) String memberId, @NotNull ServiceVerdict verdict, @Nullable Integer minutes) {}

    record Judged(@NotNull Verdict verdict, @Size(max = 1_000) @Nullable List<@Valid Participant> participants,
            @Size(max = 1_000) @Nullable String comment,
            @Size(max = 20) @Nullable List<@NotNull @Size(max = 64) String> photos) {}

    /** @param reason why; those who took part are told it */
    record Reopening(@NotNull @Pattern(regexp = Wording.FILLED, message = Wording.EMPTY) @Size(max = 500) String reason) {}

    @PostMapping("/check-ins")
    @Allowed({Role.MEMBER, Role.COMMUNITY_OFFICER})
    ResponseEntity<ClaimAnswer> checkIn(Caller caller, RequestKey key, @PathVariable String orderId,
            @RequestBody Body<Presence> body) {
        String memberId = whom(caller, orderId, body);
        Optional<Location> location = Optional.ofNullable(body.read().location())
                .map(place -> new Location(place.longitude(), place.latitude()));
        return made(orderId, memberId, caller.isMember(memberId)
                ? desk.checkIn(orderId, key, memberId, location)
                : desk.callRoll(orderId, key, memberId));
    }

    @PostMapping("/check-outs")
    @Allowed({Role.MEMBER, Role.COMMUNITY_OFFICER})
    ResponseEntity<ClaimAnswer> checkOut(Caller caller, RequestKey key, @PathVariable String orderId,
            @RequestBody Body<Presence> body) {
        String memberId = whom(caller, orderId, body);
        body.read();
        return made(orderId, memberId, desk.checkOut(orderId, key, memberId));
    }

    private String whom(Caller caller, String orderId, Body<Presence> body) {
        Sight sight = sights.of(caller, desk.get(orderId).state());
        String memberId = Optional.ofNullable(body.parse().memberId()).or(caller::memberId)
                .orElseThrow(() -> Invalid.field("memberId", "REQUIRED"));
        if (!caller.isMember(memberId)) {
            sight.requireOfficer();
        }
        return memberId;
    }

    private static ResponseEntity<ClaimAnswer> made(String orderId, String memberId, Versioned<ServiceOrder> after) {
        Claim claim = after.state().sheet().roster().of(memberId).orElseThrow();
        return Answers.made(URI.create("/api/v1/orders/" + orderId), after,
                ClaimAnswer.of(after.state().sheet().roster(), claim));
    }

    /** By an officer of the community, or by somebody who is checked in and saw the work. */
    @PostMapping("/completion")
    @Allowed({Role.MEMBER, Role.COMMUNITY_OFFICER})
    ResponseEntity<OrderAnswer> complete(Caller caller, RequestKey key, @PathVariable String orderId,
            @RequestBody Body<Done> body) {
        ServiceOrder order = desk.get(orderId).state();
        Sight sight = sights.of(caller, order);
        boolean wasThere = caller.has(Role.MEMBER)
                && caller.memberId().flatMap(order.sheet().roster()::live).flatMap(Claim::presence).isPresent();
        if (!wasThere) {
            sight.requireOfficer();
        }
        Done done = body.read();
        List<Outcome> outcomes = Objects.requireNonNullElse(done.outcomes(), List.<Measured>of()).stream()
                .map(measured -> new Outcome(measured.metric(), measured.quantity(), measured.unit())).toList();
        return ok(caller, desk.complete(orderId, key, caller.subject(), done.summary(), outcomes,
                Objects.requireNonNullElse(done.photos(), List.of())));
    }

    @PostMapping("/acceptance")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<OrderAnswer> accept(Caller caller, RequestKey key, @PathVariable String orderId,
            @RequestBody Body<Judged> body) {
        sights.of(caller, desk.get(orderId).state()).requireOfficer();
        Judged judged = body.read();
        Judging judging = new Judging(key.firstId(), caller.subject(), caller.memberId(),
                Objects.requireNonNullElse(judged.comment(), ""), judgements(judged),
                Objects.requireNonNullElse(judged.photos(), List.of()));
        return ok(caller, switch (judged.verdict()) {
            case ACCEPTED -> desk.accept(orderId, key, judging);
            case REWORK -> desk.sendBack(orderId, key, judging);
        });
    }

    /** Takes the acceptance back within 14 days: the work is to be done again. Who was credited already keeps the credit. */
    @PostMapping("/reopening")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<OrderAnswer> reopen(Caller caller, RequestKey key, @PathVariable String orderId,
            @RequestBody Body<Reopening> body) {
        sights.of(caller, desk.get(orderId).state()).requireOfficer();
        return ok(caller, desk.reopen(orderId, key, body.read().reason().strip()));
    }

    private static List<Judgement> judgements(Judged judged) {
        List<Participant> participants = Objects.requireNonNullElse(judged.participants(), List.of());
        Set<String> named = new HashSet<>();
        for (int i = 0; i < participants.size(); i++) {
            Participant participant = participants.get(i);
            if (!named.add(participant.memberId())) {
                throw Invalid.field("participants[" + i + "].memberId", "DUPLICATE");
            }
            if (participant.verdict() == ServiceVerdict.SERVED && participant.minutes() == null) {
                throw Invalid.field("participants[" + i + "].minutes", "REQUIRED");
            }
        }
        return participants.stream().map(participant -> new Judgement(participant.memberId(), participant.verdict(),
                Objects.requireNonNullElse(participant.minutes(), 0))).toList();
    }

    private ResponseEntity<OrderAnswer> ok(Caller caller, Versioned<ServiceOrder> order) {
        return Answers.ok(order, answers.of(caller, order));
    }
}
