package cn.jinlin.request.posting;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

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

import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;
import cn.jinlin.request.client.Clients;
import cn.jinlin.request.order.Selection;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.posting.OrderAnswers.OrderAnswer;
import cn.jinlin.request.posting.OrderBodies.Place;
import cn.jinlin.request.posting.OrderBodies.Places;
import cn.jinlin.request.posting.Sights.Sight;
import cn.jinlin.request.terms.Offeree;
import cn.jinlin.request.terms.Offers;
import cn.jinlin.request.terms.OrderOffer;
import cn.jinlin.request.terms.Terms;
import cn.jinlin.request.terms.TitleText;
import cn.jinlin.request.terms.Wording;

/** Orders over HTTP. */
@RestController
@RequestMapping("/api/v1/orders")
class OrderController {
    private static final int TITLE = 100;
    private static final int DESCRIPTION = 2_000;
    private static final int OFFERS = 50;
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2999-12-31T23:59:59Z");

    private final OrderDesk desk;
    private final Sights sights;
    private final OrderAnswers answers;
    private final Clients clients;

    OrderController(OrderDesk desk, Sights sights, OrderAnswers answers, Clients clients) {
        this.clients = clients;
        this.sights = sights;
        this.answers = answers;
        this.desk = desk;
    }

    /** Exactly one of {@code unitId} and {@code teamId}. */
    record NewOffer(@Size(max = 64) @Nullable String unitId, @Size(max = 64) @Nullable String teamId,
            @NotNull @Min(1) @Max(500) Integer places, @NotNull Instant deadline) {
        Offeree to() {
            return unitId == null ? Offeree.team(Objects.requireNonNull(teamId)) : Offeree.unit(unitId);
        }
    }

    record NewOrder(@NotNull @Pattern(regexp = "[0-9]{12}") String communityId,
            @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,63}") @Nullable String compoundId, @Valid @Nullable Place location,
            @NotNull @Pattern(regexp = Wording.FILLED, message = Wording.EMPTY) @Size(max = TITLE) String title,
            @Size(max = DESCRIPTION) @Nullable String description,
            @NotNull Category category, @NotNull Instant startsAt, @NotNull Instant endsAt, @Valid @NotNull Places capacity,
            @NotNull Audience audience, @Size(max = OFFERS) @Nullable List<@Valid NewOffer> offers,
            @Min(10) @Max(10_000) @Nullable Integer checkInRadiusMetres) {

        Terms terms() {
            return new Terms(Optional.ofNullable(compoundId), Optional.ofNullable(location).map(Place::location), title.strip(),
                    Objects.requireNonNullElse(description, "").strip(), category, startsAt, endsAt, capacity.capacity(),
                    audience,
                    Optional.ofNullable(checkInRadiusMetres));
        }
    }

    /** Fields that are missing stay as they are. */
    record OrderEdit(@Pattern(regexp = "[a-z0-9][a-z0-9-]{0,63}") @Nullable String compoundId, @Valid @Nullable Place location,
            @Pattern(regexp = Wording.FILLED, message = Wording.EMPTY) @Size(max = TITLE) @Nullable String title,
            @Size(max = DESCRIPTION) @Nullable String description, @Nullable Category category, @Nullable Instant startsAt,
            @Nullable Instant endsAt, @Valid @Nullable Places capacity, @Nullable Audience audience,
            @Size(max = OFFERS) @Nullable List<@Valid NewOffer> offers,
            @Min(10) @Max(10_000) @Nullable Integer checkInRadiusMetres) implements OrderDesk.Edit {

        @Override
        public Terms terms(Terms now) {
            return new Terms(Optional.ofNullable(compoundId).or(now::compoundId),
                    Optional.ofNullable(location).map(Place::location).or(now::location), or(title, now.title()).strip(),
                    or(description, now.description()).strip(), or(category, now.category()), or(startsAt, now.startsAt()),
                    or(endsAt, now.endsAt()), capacity == null ? now.capacity() : capacity.capacity(),
                    or(audience, now.audience()), Optional.ofNullable(checkInRadiusMetres).or(now::checkInRadiusMetres));
        }

        @Override
        public Offers offers(Offers now) {
            return offers == null ? now : OrderController.offers(offers);
        }

        private static <T> T or(@Nullable T changed, T now) {
            return changed == null ? now : changed;
        }
    }

    static Offers offers(@Nullable List<NewOffer> wanted) {
        if (wanted == null) {
            return Offers.NONE;
        }
        List<FieldError> errors = new ArrayList<>();
        List<OrderOffer> offers = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            NewOffer offer = wanted.get(i);
            String field = "offers[" + i + "]";
            if (offer.unitId() == null == (offer.teamId() == null)) {
                errors.add(FieldError.of(field, "UNIT_OR_TEAM"));
            } else {
                offers.add(OrderOffer.of(offer.to(), offer.places(), offer.deadline()));
            }
        }
        if (!errors.isEmpty()) {
            throw new Invalid(errors);
        }
        return new Offers(offers);
    }

    @PostMapping
    @Allowed({Role.COMMUNITY_OFFICER, Role.PLATFORM})
    ResponseEntity<OrderAnswer> post(Caller caller, RequestKey key, @RequestBody Body<NewOrder> body) {
        Optional<String> community = Optional.ofNullable(body.parse().communityId());
        if (community.filter(id -> !servesCommunity(caller, id)).isPresent()) {
            throw KitRefusal.FORBIDDEN.because();
        }
        NewOrder wanted = body.read();
        boolean officer = caller.isOfficerOf(wanted.communityId());
        if (!officer && !clients.of(caller).mayPost(wanted.communityId(), wanted.category())) {
            throw KitRefusal.FORBIDDEN.because();
        }
        Versioned<ServiceOrder> made = desk.post(key, wanted.communityId(), officer ? "OFFICER" : Sights.platform(caller),
                wanted.terms(), offers(wanted.offers()));
        return Answers.made(URI.create("/api/v1/orders/" + made.state().orderId()), made, answers.of(caller, made));
    }

    private boolean servesCommunity(Caller caller, String communityId) {
        return caller.isOfficerOf(communityId)
                || caller.has(Role.PLATFORM) && clients.of(caller).servesCommunity(communityId);
    }

    @GetMapping("/{orderId}")
    @Allowed({Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON, Role.MEMBER, Role.SUPERVISOR, Role.PLATFORM})
    ResponseEntity<OrderAnswer> one(Caller caller, @PathVariable String orderId) {
        Versioned<ServiceOrder> order = desk.get(orderId);
        return Answers.ok(order, answers.of(caller, order));
    }

    @GetMapping
    @Allowed({Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON, Role.MEMBER, Role.SUPERVISOR, Role.PLATFORM})
    Page<OrderAnswer> list(Caller caller, Limit limit, @RequestParam(required = false) @Nullable String communityId,
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(required = false) @Nullable Category category,
            @RequestParam(required = false) @Nullable Instant from, @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String title, @RequestParam(required = false) @Nullable String cursor) {
        boolean drafts = caller.isDistrictAdmin() || communityId != null && caller.isOfficerOf(communityId);
        Selection selection = new Selection(Optional.ofNullable(communityId), Optional.ofNullable(status),
                Optional.ofNullable(category), bound("from", from), bound("to", to), text(title), drafts);
        return answers.page(caller, desk.list(selection, OrderAnswers.after(cursor), limit.value()));
    }

    /** The store counts milliseconds, and has no words for what lies beyond those. */
    private static Optional<Instant> bound(String field, @Nullable Instant at) {
        if (at != null && (at.isBefore(EARLIEST) || at.isAfter(LATEST))) {
            throw Invalid.field(field, "OUT_OF_RANGE", EARLIEST, LATEST);
        }
        return Optional.ofNullable(at);
    }

    private static Optional<TitleText> text(@Nullable String title) {
        if (title == null) {
            return Optional.empty();
        }
        if (title.isBlank()) {
            throw Invalid.field("title", "REQUIRED");
        }
        if (title.length() > TITLE) {
            throw Invalid.field("title", "TOO_LONG", TITLE);
        }
        return Optional.of(TitleText.of(title));
    }

    @PatchMapping("/{orderId}")
    @Allowed({Role.COMMUNITY_OFFICER, Role.PLATFORM})
    ResponseEntity<OrderAnswer> edit(Caller caller, RequestKey key, IfMatch ifMatch, @PathVariable String orderId,
            @RequestBody Body<OrderEdit> body) {
        sight(caller, orderId).requirePoster();
        IfMatch required = ifMatch.required();
        return ok(caller, desk.edit(orderId, key, required::check, body.read()));
    }

    private Sight sight(Caller caller, String orderId) {
        return sights.of(caller, desk.get(orderId).state());
    }

    private ResponseEntity<OrderAnswer> ok(Caller caller, Versioned<ServiceOrder> order) {
        return Answers.ok(order, answers.of(caller, order));
    }
}
