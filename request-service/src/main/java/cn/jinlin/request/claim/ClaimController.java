package cn.jinlin.request.claim;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;
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
import cn.jinlin.request.admission.Claimants;
import cn.jinlin.request.claim.Alternatives.Alternative;
import cn.jinlin.request.client.Clients;
import cn.jinlin.request.order.Placing;
import cn.jinlin.request.order.Placing.Placed;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.posting.OrderAnswers.ClaimAnswer;
import cn.jinlin.request.posting.Sights;
import cn.jinlin.request.posting.Sights.Sight;
import cn.jinlin.request.roster.Roster;

/** Claims over HTTP. */
@RestController
@RequestMapping("/api/v1")
class ClaimController {
    private final ClaimDesk desk;
    private final Claimants claimants;
    private final Sights sights;
    private final Alternatives alternatives;
    private final Clients clients;

    ClaimController(ClaimDesk desk, Claimants claimants, Sights sights, Alternatives alternatives, Clients clients) {
        this.clients = clients;
        this.alternatives = alternatives;
        this.sights = sights;
        this.desk = desk;
        this.claimants = claimants;
    }

    /** @param memberId the caller itself when missing; a liaison names a member of its unit */
    record NewClaim(@Size(max = 64) @Nullable String memberId, @Min(0) @Max(3) @Nullable Integer companions) {}

    /** @param memberIds members of the liaison's unit */
    record Assignment(@NotEmpty @Size(max = 100) @Nullable List<@NotBlank @Size(max = 64) String> memberIds) {}

    /**
     * What a claim came to.
     *
     * @param position on the waitlist, from 1
     * @param alternatives while the member waits: orders with a place for it, if it gives up waiting
     */
    record Claimed(String memberId, ClaimStatus status, Optional<Integer> position, List<Alternative> alternatives) {}

    /** What every assigned member got. */
    record Assigned(List<Placed> claims) {}

    enum Decision {
        CONFIRMED, REJECTED
    }

    record OfficersWord(@NotNull Decision decision) {}

    /** An own claim with what a phone shows of its order. */
    record OwnClaim(String orderId, String number, String communityId, String title, Category category, Instant startsAt,
            Instant endsAt, OrderStatus orderStatus, ClaimAnswer claim) {}

    @PostMapping("/orders/{orderId}/claims")
    @Allowed({Role.MEMBER, Role.UNIT_LIAISON})
    ResponseEntity<Claimed> claim(Caller caller, RequestKey key, @PathVariable String orderId,
            @RequestBody Body<NewClaim> body) {
        Optional<String> named = Optional.ofNullable(body.parse().memberId());
        String memberId = named.or(caller::memberId).orElseThrow(() -> Invalid.field("memberId", "REQUIRED"));
        requireOwnOrUnits(caller, memberId);
        requireApp(caller, orderId);
        int companions = Objects.requireNonNullElse(body.read().companions(), 0);
        Committed<ServiceOrder, Placing> made = desk.claim(orderId, memberId, new ClaimDesk.Manner(companions, caller.clientId()),
                key);
        return Answers.made(URI.create("/api/v1/orders/" + orderId + "/claims/" + memberId), made.after(),
                claimed(orderId, made.result().placed().getFirst()));
    }

    private Claimed claimed(String orderId, Placed placed) {
        List<Alternative> instead = placed.status() == ClaimStatus.WAITLISTED
                ? alternatives.toWaiting(orderId, placed.memberId())
                : List.of();
        return new Claimed(placed.memberId(), placed.status(), placed.position(), instead);
    }

    @PostMapping("/orders/{orderId}/assignments")
    @Allowed(Role.UNIT_LIAISON)
    ResponseEntity<Assigned> assign(Caller caller, RequestKey key, @PathVariable String orderId,
            @RequestBody Body<Assignment> body) {
        List<String> named = Objects.requireNonNullElse(body.parse().memberIds(), List.of());
        if (!named.stream().filter(Objects::nonNull).allMatch(memberId -> isLiaisonOf(caller, memberId))) {
            throw KitRefusal.FORBIDDEN.because();
        }
        requireApp(caller, orderId);
        List<String> memberIds = Objects.requireNonNull(body.read().memberIds());
        for (int i = 0; i < memberIds.size(); i++) {
            if (memberIds.indexOf(memberIds.get(i)) < i) {
                throw Invalid.field("memberIds[" + i + "]", "DUPLICATE");
            }
        }
        Committed<ServiceOrder, Placing> made = desk.assign(orderId, memberIds, caller.clientId(), key);
        return Answers.made(URI.create("/api/v1/orders/" + orderId), made.after(), new Assigned(made.result().placed()));
    }

    /** What the officer says of a claim that waits for it because the member was absent before. */
    @PostMapping("/orders/{orderId}/claims/{memberId}/decision")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<ClaimAnswer> decide(Caller caller, RequestKey key, @PathVariable String orderId,
            @PathVariable String memberId, @RequestBody Body<OfficersWord> body) {
        sights.of(caller, desk.get(orderId).state()).requireOfficer();
        Versioned<ServiceOrder> after = desk.decide(orderId, memberId, body.read().decision() == Decision.CONFIRMED, key);
        Roster roster = after.state().sheet().roster();
        return Answers.ok(after, ClaimAnswer.of(roster, roster.of(memberId).orElseThrow()));
    }

    private void requireOwnOrUnits(Caller caller, String memberId) {
        if (!caller.isMember(memberId) && !isLiaisonOf(caller, memberId)) {
            throw KitRefusal.FORBIDDEN.because();
        }
    }

    /** The app of a system outside lets its users claim as far as its scope goes; apps without a scope are the district's own. */
    private void requireApp(Caller caller, String orderId) {
        caller.clientId().flatMap(clients::byId).ifPresent(client -> {
            ServiceOrder order = desk.get(orderId).state();
            if (!client.mayClaim(order.sheet().communityId(), order.terms().category())) {
                throw KitRefusal.FORBIDDEN.because();
            }
        });
    }

    private boolean isLiaisonOf(Caller caller, String memberId) {
        return caller.has(Role.UNIT_LIAISON) && claimants.of(memberId).unitId().filter(caller::isLiaisonOf).isPresent();
    }

    @DeleteMapping("/orders/{orderId}/claims/{memberId}")
    @Allowed({Role.MEMBER, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER})
    ResponseEntity<Void> release(Caller caller, RequestKey key, @PathVariable String orderId, @PathVariable String memberId) {
        Sight sight = sights.of(caller, desk.get(orderId).state());
        String reason = caller.isMember(memberId) ? "BY_MEMBER" : isLiaisonOf(caller, memberId) ? "BY_LIAISON" : "BY_OFFICER";
        if (reason.equals("BY_OFFICER")) {
            sight.requireOfficer();
        }
        requireApp(caller, orderId);
        desk.release(orderId, memberId, reason, key);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/me/claims")
    @Allowed(Role.MEMBER)
    Page<OwnClaim> mine(Caller caller, Limit limit, @RequestParam(required = false) @Nullable String cursor) {
        String memberId = caller.memberId().orElseThrow(() -> KitRefusal.FORBIDDEN.because());
        List<String> after = Cursor.decode(cursor, 1);
        List<Versioned<ServiceOrder>> all = desk.claimedBy(memberId);
        List<Versioned<ServiceOrder>> rest = after.isEmpty()
                ? all
                : all.stream().dropWhile(order -> !order.state().orderId().equals(after.getFirst())).skip(1).toList();
        List<OwnClaim> shown = rest.stream().limit(limit.value()).map(order -> own(order.state(), memberId)).toList();
        return new Page<>(shown, rest.size() > shown.size() ? Cursor.encode(shown.getLast().orderId()) : null);
    }

    private static OwnClaim own(ServiceOrder order, String memberId) {
        var roster = order.sheet().roster();
        return new OwnClaim(order.orderId(), order.sheet().number(), order.sheet().communityId(), order.terms().title(),
                order.terms().category(), order.terms().startsAt(), order.terms().endsAt(), order.status(),
                ClaimAnswer.of(roster, roster.of(memberId).orElseThrow()));
    }
}
