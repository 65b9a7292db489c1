package cn.jinlin.request.rating;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.posting.Sights;
import cn.jinlin.request.rating.Opinions.Opinion;
import cn.jinlin.request.roster.Claim;

/** Ratings and feedback over HTTP. */
@RestController
@RequestMapping("/api/v1/orders/{orderId}")
class RatingController {
    private final RatingDesk desk;
    private final Sights sights;

    RatingController(RatingDesk desk, Sights sights) {
        this.desk = desk;
        this.sights = sights;
    }

    record NewOpinion(@NotNull @Min(1) @Max(5) Integer stars, @Size(max = 1_000) @Nullable String comment) {
        String words() {
            return Objects.requireNonNullElse(comment, "").strip();
        }
    }

    /** @param memberId whose feedback it is; missing for the community's rating */
    record OpinionAnswer(Optional<String> memberId, int stars, String comment, Instant at) {
        static OpinionAnswer community(Opinion opinion) {
            return new OpinionAnswer(Optional.empty(), opinion.stars(), opinion.comment(), opinion.at());
        }

        static OpinionAnswer member(Opinion opinion) {
            return new OpinionAnswer(Optional.of(opinion.by()), opinion.stars(), opinion.comment(), opinion.at());
        }
    }

    /** @param feedback all of it for those who see the whole order, else the caller's own */
    record RatingsAnswer(Optional<OpinionAnswer> community, List<OpinionAnswer> feedback) {}

    /** The community's word on accepted work, once. */
    @PostMapping("/ratings")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<OpinionAnswer> rate(Caller caller, RequestKey key, @PathVariable String orderId,
            @RequestBody Body<NewOpinion> body) {
        ServiceOrder order = desk.order(orderId);
        sights.of(caller, order).requireOfficer();
        NewOpinion wanted = body.read();
        return made(orderId,
                OpinionAnswer.community(desk.rate(order, key, caller.subject(), wanted.stars(), wanted.words())));
    }

    /** The word of a member on whose part there is a verdict, once. */
    @PostMapping("/feedback")
    @Allowed(Role.MEMBER)
    ResponseEntity<OpinionAnswer> hear(Caller caller, RequestKey key, @PathVariable String orderId,
            @RequestBody Body<NewOpinion> body) {
        ServiceOrder order = desk.order(orderId);
        sights.of(caller, order);
        String memberId = caller.memberId().filter(id -> hadPlace(order, id)).orElseThrow(() -> KitRefusal.FORBIDDEN.because());
        NewOpinion wanted = body.read();
        return made(orderId, OpinionAnswer.member(desk.hear(order, key, memberId, wanted.stars(), wanted.words())));
    }

    @GetMapping("/ratings")
    @Allowed({Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.SUPERVISOR, Role.MEMBER})
    RatingsAnswer ratings(Caller caller, @PathVariable String orderId) {
        ServiceOrder order = desk.order(orderId);
        boolean all = sights.of(caller, order).seesAll();
        if (!all && caller.memberId().filter(id -> caller.isMember(id) && hadPlace(order, id)).isEmpty()) {
            throw KitRefusal.FORBIDDEN.because();
        }
        Opinions opinions = desk.of(orderId);
        return new RatingsAnswer(opinions.community().map(OpinionAnswer::community),
                opinions.members().stream().filter(each -> all || caller.isMember(each.by())).map(OpinionAnswer::member)
                        .toList());
    }

    private static boolean hadPlace(ServiceOrder order, String memberId) {
        return order.sheet().roster().of(memberId).filter(Claim::takesPlace).isPresent();
    }

    private static ResponseEntity<OpinionAnswer> made(String orderId, OpinionAnswer opinion) {
        return ResponseEntity.created(URI.create("/api/v1/orders/" + orderId + "/ratings")).body(opinion);
    }
}
