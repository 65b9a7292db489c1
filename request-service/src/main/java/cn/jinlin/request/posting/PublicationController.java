package cn.jinlin.request.posting;

import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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

import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.posting.OrderAnswers.OrderAnswer;
import cn.jinlin.request.posting.Sights.Sight;
import cn.jinlin.request.terms.OfferAnswer;
import cn.jinlin.request.terms.Wording;

/** Publishing, answering and cancelling over HTTP. */
@RestController
@RequestMapping("/api/v1/orders")
class PublicationController {
    private final OrderDesk desk;
    private final Sights sights;
    private final OrderAnswers answers;

    PublicationController(OrderDesk desk, Sights sights, OrderAnswers answers) {
        this.desk = desk;
        this.sights = sights;
        this.answers = answers;
    }

    enum Decision {
        ACCEPTED, DECLINED
    }

    record Cancellation(@NotNull @Pattern(regexp = Wording.FILLED, message = Wording.EMPTY) @Size(max = 500) String reason) {}

    record OfferResponse(@NotNull Decision decision, @Min(1) @Max(500) @Nullable Integer places,
            @Size(max = 500) @Nullable String reason) {
        OfferAnswer answer() {
            return switch (decision) {
                case ACCEPTED -> new OfferAnswer.Accept(Optional.ofNullable(places));
                case DECLINED -> new OfferAnswer.Decline(Optional.ofNullable(reason).filter(text -> !text.isBlank()));
            };
        }
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
        sight(caller, orderId).requirePoster();
        return ok(caller, desk.cancel(orderId, key, ifMatch::check, body.read().reason().strip()));
    }

    /** By the liaison of the unit, or by the leader of the team. */
    @PostMapping("/{orderId}/offers/{offereeId}/response")
    @Allowed({Role.UNIT_LIAISON, Role.MEMBER})
    ResponseEntity<OrderAnswer> respond(Caller caller, RequestKey key, @PathVariable String orderId,
            @PathVariable String offereeId,
            @RequestBody Body<OfferResponse> body) {
        sight(caller, orderId);
        if (!caller.isLiaisonOf(offereeId) && desk.leaderOf(offereeId).filter(caller::isMember).isEmpty()) {
            throw KitRefusal.FORBIDDEN.because();
        }
        return ok(caller, desk.respond(orderId, key, offereeId, body.read().answer()));
    }

    private Sight sight(Caller caller, String orderId) {
        return sights.of(caller, desk.get(orderId).state());
    }

    private ResponseEntity<OrderAnswer> ok(Caller caller, Versioned<ServiceOrder> order) {
        return Answers.ok(order, answers.of(caller, order));
    }
}
