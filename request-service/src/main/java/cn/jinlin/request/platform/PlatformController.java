package cn.jinlin.request.platform;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;
import cn.jinlin.request.client.Client;
import cn.jinlin.request.client.Client.Call;
import cn.jinlin.request.client.Clients;
import cn.jinlin.request.demand.Demand;
import cn.jinlin.request.demand.DemandDesk;
import cn.jinlin.request.demand.DemandDesk.Selection;
import cn.jinlin.request.demand.DemandDesk.Taken;
import cn.jinlin.request.demand.Wish;
import cn.jinlin.request.posting.OrderAnswers;
import cn.jinlin.request.posting.OrderAnswers.OrderAnswer;
import cn.jinlin.request.posting.OrderBodies.Place;
import cn.jinlin.request.posting.OrderBodies.Places;
import cn.jinlin.request.terms.Terms;
import cn.jinlin.request.terms.Wording;

/** Orders of the city platform over HTTP. */
@RestController
@RequestMapping("/api/v1/platform/orders")
class PlatformController {
    private final DemandDesk desk;
    private final Clients clients;
    private final OrderAnswers answers;

    PlatformController(DemandDesk desk, Clients clients, OrderAnswers answers) {
        this.desk = desk;
        this.clients = clients;
        this.answers = answers;
    }

    /** @param externalId the platform's own id of it: printable, and the same for the same order */
    record NewDemand(@NotNull @Pattern(regexp = "[\\x21-\\x7e]{1,100}") String externalId,
            @NotNull @Pattern(regexp = "[0-9]{12}") String communityId,
            @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,63}") @Nullable String compoundId, @Valid @Nullable Place location,
            @NotNull @Pattern(regexp = Wording.FILLED, message = Wording.EMPTY) @Size(max = 100) String title,
            @Size(max = 2_000) @Nullable String description, @NotNull Category category, @NotNull Instant startsAt,
            @NotNull Instant endsAt, @Valid @NotNull Places capacity, @Nullable Audience audience,
            @Min(10) @Max(10_000) @Nullable Integer checkInRadiusMetres) {

        Terms terms() {
            return new Terms(Optional.ofNullable(compoundId),
                    Optional.ofNullable(location).map(Place::location), title.strip(),
                    Objects.requireNonNullElse(description, "").strip(), category, startsAt, endsAt,
                    capacity.capacity(), Objects.requireNonNullElse(audience, Audience.DISTRICT),
                    Optional.ofNullable(checkInRadiusMetres));
        }
    }

    /**
     * What became of it.
     *
     * @param receivedAt when it first came
     * @param updatedAt when its status last changed
     */
    record PlatformOrder(String externalId, Instant receivedAt, Instant updatedAt, OrderAnswer order) {}

    /** 201 for a new one, 200 with the same order when it was sent before. */
    @PostMapping
    @Allowed(Role.PLATFORM)
    ResponseEntity<PlatformOrder> post(Caller caller, RequestKey key, @RequestBody Body<NewDemand> body) {
        Client client = allowed(caller, Call.POST);
        if (Optional.ofNullable(body.parse().communityId()).filter(id -> !client.servesCommunity(id)).isPresent()) {
            throw KitRefusal.FORBIDDEN.because();
        }
        NewDemand wanted = body.read();
        if (!client.mayPost(wanted.communityId(), wanted.category())) {
            throw KitRefusal.FORBIDDEN.because();
        }
        Taken taken = desk.take(key, new Wish(source(client), Optional.of(wanted.externalId()), wanted.communityId(),
                wanted.terms(), Optional.empty(), Optional.empty()));
        return taken.repeated()
                ? Answers.ok(taken.order(), answer(caller, taken))
                : Answers.made(location(wanted.externalId()), taken.order(), answer(caller, taken));
    }

    @GetMapping("/{externalId}")
    @Allowed(Role.PLATFORM)
    ResponseEntity<PlatformOrder> one(Caller caller, @PathVariable String externalId) {
        Taken taken = desk.byExternalId(source(allowed(caller, Call.READ)), externalId);
        return Answers.ok(taken.order(), answer(caller, taken));
    }

    /** The caller's own, the newest first. */
    @GetMapping
    @Allowed(Role.PLATFORM)
    Page<PlatformOrder> list(Caller caller, Limit limit, @RequestParam(required = false) @Nullable Category category,
            @RequestParam(required = false) @Nullable Instant from, @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor) {
        String source = source(allowed(caller, Call.READ));
        List<Taken> found = desk.list(new Selection(source, Optional.ofNullable(category), Optional.empty(),
                Optional.ofNullable(from), Optional.ofNullable(to), after(source, cursor)), limit.value() + 1);
        boolean more = found.size() > limit.value();
        List<Taken> shown = more ? found.subList(0, limit.value()) : found;
        return new Page<>(shown.stream().map(taken -> answer(caller, taken)).toList(),
                more ? Cursor.encode(shown.getLast().demand().orderId()) : null);
    }

    private Optional<Demand> after(String source, @Nullable String cursor) {
        try {
            return Cursor.decode(cursor, 1).stream().findFirst().map(id -> desk.get(source, id).demand());
        } catch (Refused _) {
            throw KitRefusal.INVALID_CURSOR.because();
        }
    }

    private Client allowed(Caller caller, Call call) {
        Client client = clients.of(caller);
        if (!client.may(call)) {
            throw KitRefusal.FORBIDDEN.because();
        }
        return client;
    }

    private PlatformOrder answer(Caller caller, Taken taken) {
        Demand demand = taken.demand();
        return new PlatformOrder(demand.externalId().orElseThrow(), demand.at(), demand.updatedAt(),
                answers.of(caller, taken.order()));
    }

    /** As the source of an order names a platform's client. */
    private static String source(Client client) {
        return "PLATFORM:" + client.clientId();
    }

    private static URI location(String externalId) {
        return URI.create("/api/v1/platform/orders/" + URLEncoder.encode(externalId, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
