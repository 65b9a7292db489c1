package cn.jinlin.request.posting;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.Body;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders.After;
import cn.jinlin.request.order.ServiceOrders.Selection;
import cn.jinlin.request.posting.OrderBodies.Cancellation;
import cn.jinlin.request.posting.OrderBodies.NewOrder;
import cn.jinlin.request.posting.OrderBodies.OfferResponse;
import cn.jinlin.request.posting.OrderBodies.OrderEdit;

/** Orders over HTTP. */
@RestController
@RequestMapping("/api/v1/orders")
class OrderController {
    private final OrderDesk desk;

    OrderController(OrderDesk desk) {
        this.desk = desk;
    }

    @PostMapping
    @Allowed({Role.COMMUNITY_OFFICER, Role.PLATFORM})
    ResponseEntity<OrderAnswer> post(Caller caller, RequestKey key, @RequestBody Body<NewOrder> body) {
        Optional<String> community = Optional.ofNullable(body.parse().communityId());
        if (!caller.has(Role.PLATFORM) && community.filter(id -> !caller.isOfficerOf(id)).isPresent()) {
            throw KitRefusal.FORBIDDEN.because();
        }
        NewOrder wanted = body.read();
        boolean officer = caller.isOfficerOf(wanted.communityId());
        Versioned<ServiceOrder> made = desk.post(key, wanted.communityId(), officer ? "OFFICER" : Sight.platform(caller),
                wanted.terms(), OrderBodies.offers(wanted.offers()));
        return Answers.made(URI.create("/api/v1/orders/" + made.state().orderId()), made, OrderAnswer.of(caller, made));
    }

    @GetMapping("/{orderId}")
    @Allowed({Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON, Role.MEMBER, Role.SUPERVISOR, Role.PLATFORM})
    ResponseEntity<OrderAnswer> one(Caller caller, @PathVariable String orderId) {
        Versioned<ServiceOrder> order = desk.get(orderId);
        return Answers.ok(order, OrderAnswer.of(caller, order));
    }

    @GetMapping
    @Allowed({Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON, Role.MEMBER, Role.SUPERVISOR, Role.PLATFORM})
    Page<OrderAnswer> list(Caller caller, Limit limit, @RequestParam(required = false) @Nullable String communityId,
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(required = false) @Nullable Category category,
            @RequestParam(required = false) @Nullable Instant from, @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor) {
        boolean drafts = caller.isDistrictAdmin() || communityId != null && caller.isOfficerOf(communityId);
        Selection selection = new Selection(Optional.ofNullable(communityId), Optional.ofNullable(status),
                Optional.ofNullable(category), Optional.ofNullable(from), Optional.ofNullable(to), drafts);
        List<Versioned<ServiceOrder>> found = desk.list(selection, after(cursor), limit.value() + 1);
        boolean more = found.size() > limit.value();
        List<Versioned<ServiceOrder>> shown = more ? found.subList(0, limit.value()) : found;
        return new Page<>(shown.stream().map(order -> OrderAnswer.of(caller, order)).toList(),
                more ? cursor(shown.getLast().state()) : null);
    }

    private static String cursor(ServiceOrder last) {
        return Cursor.encode(last.terms().startsAt().toString(), last.orderId());
    }

    private static Optional<After> after(@Nullable String cursor) {
        List<String> keys = Cursor.decode(cursor, 2);
        try {
            return keys.isEmpty() ? Optional.empty() : Optional.of(new After(Instant.parse(keys.getFirst()), keys.getLast()));
        } catch (DateTimeException _) {
            throw KitRefusal.INVALID_CURSOR.because();
        }
    }

    @PatchMapping("/{orderId}")
    @Allowed({Role.COMMUNITY_OFFICER, Role.PLATFORM})
    ResponseEntity<OrderAnswer> edit(Caller caller, RequestKey key, IfMatch ifMatch, @PathVariable String orderId,
            @RequestBody Body<OrderEdit> body) {
        requirePoster(caller, orderId);
        IfMatch required = ifMatch.required();
        return ok(caller, desk.edit(orderId, key, required::check, body.read()));
    }

    @PostMapping("/{orderId}/publication")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<OrderAnswer> publish(Caller caller, RequestKey key, IfMatch ifMatch, @PathVariable String orderId) {
        sight(caller, orderId).requireOfficer();
        return ok(caller, desk.publish(orderId, key, ifMatch::check));
    }

    @PostMapping("/{orderId}/cancellation")
    @Allowed({Role.COMMUNITY_OFFICER, Role.PLATFORM})
    ResponseEntity<OrderAnswer> cancel(Caller caller, RequestKey key, IfMatch ifMatch, @PathVariable String orderId,
            @RequestBody Body<Cancellation> body) {
        requirePoster(caller, orderId);
        return ok(caller, desk.cancel(orderId, key, ifMatch::check, body.read().reason().strip()));
    }

    @PostMapping("/{orderId}/offers/{unitId}/response")
    @Allowed(Role.UNIT_LIAISON)
    ResponseEntity<OrderAnswer> respond(Caller caller, RequestKey key, @PathVariable String orderId, @PathVariable String unitId,
            @RequestBody Body<OfferResponse> body) {
        sight(caller, orderId);
        if (!caller.isLiaisonOf(unitId)) {
            throw KitRefusal.FORBIDDEN.because();
        }
        return ok(caller, desk.respond(orderId, key, unitId, body.read().answer()));
    }

    /** Officers of the community; the platform for what it posted itself, as long as that is a draft. */
    private void requirePoster(Caller caller, String orderId) {
        Sight sight = sight(caller, orderId);
        boolean ownDraft = sight.isOwnPlatform() && sight.order().status() == OrderStatus.DRAFT;
        if (!ownDraft) {
            sight.requireOfficer();
        }
    }

    private Sight sight(Caller caller, String orderId) {
        return Sight.of(caller, desk.get(orderId).state());
    }

    private static ResponseEntity<OrderAnswer> ok(Caller caller, Versioned<ServiceOrder> order) {
        return Answers.ok(order, OrderAnswer.of(caller, order));
    }
}
