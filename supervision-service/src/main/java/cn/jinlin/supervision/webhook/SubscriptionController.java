package cn.jinlin.supervision.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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

import cn.jinlin.events.EventType;
import cn.jinlin.events.PlatformEvent;
import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;
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
import cn.jinlin.supervision.webhook.Subscription.Status;

/** Subscriptions of platform clients, each with its own alone. */
@RestController
@RequestMapping("/api/v1/platform/subscriptions")
class SubscriptionController {
    private static final Set<String> TYPES = Stream.of(PlatformEvent.class.getPermittedSubclasses())
            .flatMap(type -> Optional.ofNullable(type.getAnnotation(EventType.class)).map(EventType::value).stream())
            .collect(Collectors.toCollection(TreeSet::new));

    private final WebhookDesk desk;
    private final DeliveryDesk deliveries;

    SubscriptionController(WebhookDesk desk, DeliveryDesk deliveries) {
        this.desk = desk;
        this.deliveries = deliveries;
    }

    /**
     * @param types only events of these types; all where it is missing or empty
     * @param communityIds only events of these communities; all where it is missing or empty
     * @param after the {@code sequence} behind which to begin; with what is to come where it is missing
     */
    record NewSubscription(@NotBlank @Size(max = 1000) String url, @Size(max = 20) @Nullable List<@NotNull String> types,
            @Size(max = 50) @Nullable List<@NotNull @Pattern(regexp = "[0-9]{12}") String> communityIds,
            @Pattern(regexp = "[0-9]{1,18}") @Nullable String after) {
        WebhookDesk.Wish wish() {
            List<String> wanted = types == null ? List.of() : types.stream().distinct().toList();
            if (!TYPES.containsAll(wanted)) {
                throw Invalid.field("types", "NOT_ONE_OF", String.join(", ", TYPES));
            }
            return new WebhookDesk.Wish(url, wanted,
                    communityIds == null ? List.of() : communityIds.stream().distinct().toList(),
                    Optional.ofNullable(after).map(Long::valueOf));
        }
    }

    /** @param after the {@code sequence} behind which everything comes again; from the beginning where it is missing */
    record Replay(@Pattern(regexp = "[0-9]{1,18}") @Nullable String after) {}

    /**
     * @param position up to which everything was delivered or given up; null before the first
     * @param failedAttempts since the last delivery
     * @param nextAttemptAt null unless something failed
     */
    record SubscriptionView(String subscriptionId, String url, List<String> types, List<String> communityIds, Status status,
            @Nullable String position, int failedAttempts, Optional<String> lastError, @Nullable Instant nextAttemptAt,
            String breaker, Instant createdAt) {}

    /** @param secret shown in this answer alone */
    record SecretView(SubscriptionView subscription, String secret) {}

    record DeliveryView(String eventId, String type, String sequence, Delivery.State state, int attempts,
            Optional<Integer> answer, Optional<String> error, Instant at) {
        static DeliveryView of(Deliveries.Listed listed) {
            Delivery each = listed.delivery();
            return new DeliveryView(each.eventId(), each.type(), Long.toString(each.offset()), each.state(), listed.attempts(),
                    each.answer(), each.error(), each.at());
        }
    }

    @PostMapping
    @Allowed(Role.PLATFORM)
    ResponseEntity<SecretView> subscribe(Caller caller, RequestKey key, @RequestBody Body<NewSubscription> body) {
        String client = client(caller);
        Versioned<Subscription> made = desk.subscribe(client, body.read().wish(), key);
        return Answers.made(URI.create("/api/v1/platform/subscriptions/" + made.state().about().subscriptionId()), made,
                withSecret(made.state()));
    }

    /** The newest first. */
    @GetMapping
    @Allowed(Role.PLATFORM)
    Page<SubscriptionView> list(Caller caller, @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        List<Subscription> found = desk
                .page(client(caller), Cursor.decode(cursor, 1).stream().findFirst(), limit.value() + 1).stream()
                .map(Versioned::state).toList();
        boolean more = found.size() > limit.value();
        List<Subscription> shown = more ? found.subList(0, limit.value()) : found;
        return new Page<>(shown.stream().map(this::view).toList(),
                more ? Cursor.encode(shown.getLast().about().subscriptionId()) : null);
    }

    @GetMapping("/{subscriptionId}")
    @Allowed(Role.PLATFORM)
    ResponseEntity<SubscriptionView> get(Caller caller, @PathVariable String subscriptionId) {
        return answer(desk.get(client(caller), subscriptionId));
    }

    @DeleteMapping("/{subscriptionId}")
    @Allowed(Role.PLATFORM)
    ResponseEntity<Void> delete(Caller caller, @PathVariable String subscriptionId, RequestKey key) {
        desk.delete(client(caller), subscriptionId, key);
        return ResponseEntity.noContent().build();
    }

    /** Nothing is sent until it is resumed; nothing is lost meanwhile. */
    @PostMapping("/{subscriptionId}/pause")
    @Allowed(Role.PLATFORM)
    ResponseEntity<SubscriptionView> pause(Caller caller, @PathVariable String subscriptionId, RequestKey key, IfMatch ifMatch) {
        return answer(desk.pause(client(caller), subscriptionId, key, ifMatch::check));
    }

    @PostMapping("/{subscriptionId}/resumption")
    @Allowed(Role.PLATFORM)
    ResponseEntity<SubscriptionView> resume(Caller caller, @PathVariable String subscriptionId, RequestKey key,
            IfMatch ifMatch) {
        return answer(desk.resume(client(caller), subscriptionId, key, ifMatch::check));
    }

    /** A new secret; the old one signs beside it for a day. */
    @PostMapping("/{subscriptionId}/secret")
    @Allowed(Role.PLATFORM)
    ResponseEntity<SecretView> rotate(Caller caller, @PathVariable String subscriptionId, RequestKey key, IfMatch ifMatch) {
        Versioned<Subscription> rotated = desk.rotate(client(caller), subscriptionId, key, ifMatch::check);
        return Answers.ok(rotated, withSecret(rotated.state()));
    }

    /** Sends again from a cursor on, in order, also what went to the dead letters. */
    @PostMapping("/{subscriptionId}/replay")
    @Allowed(Role.PLATFORM)
    ResponseEntity<SubscriptionView> replay(Caller caller, @PathVariable String subscriptionId, RequestKey key, IfMatch ifMatch,
            @RequestBody Body<Replay> body) {
        desk.get(client(caller), subscriptionId);
        Optional<Long> after = Optional.ofNullable(body.read().after()).map(Long::valueOf);
        return answer(desk.replay(client(caller), subscriptionId, after, key, ifMatch::check));
    }

    /** What became of each event, the latest in the feed first; DEAD are the dead letters. */
    @GetMapping("/{subscriptionId}/deliveries")
    @Allowed(Role.PLATFORM)
    Page<DeliveryView> deliveries(Caller caller, @PathVariable String subscriptionId,
            @RequestParam(required = false) Delivery.@Nullable State state,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        desk.get(client(caller), subscriptionId);
        Optional<Long> before = Cursor.decode(cursor, 1).stream().findFirst().map(SubscriptionController::offset);
        List<DeliveryView> found = desk.deliveries(subscriptionId, Optional.ofNullable(state), before, limit.value() + 1).stream()
                .map(DeliveryView::of).toList();
        boolean more = found.size() > limit.value();
        List<DeliveryView> shown = more ? found.subList(0, limit.value()) : found;
        return new Page<>(shown, more ? Cursor.encode(shown.getLast().sequence()) : null);
    }

    private static long offset(String cursor) {
        if (!cursor.matches("[0-9]{1,18}")) {
            throw KitRefusal.INVALID_CURSOR.because();
        }
        return Long.parseLong(cursor);
    }

    private SubscriptionView view(Subscription subscription) {
        Subscription.About about = subscription.about();
        Subscription.Progress progress = subscription.progress();
        return new SubscriptionView(about.subscriptionId(), about.url(), about.types(), about.communityIds(),
                subscription.status(), progress.position() < 0 ? null : Long.toString(progress.position()), progress.attempts(),
                progress.lastError(), progress.attempts() == 0 ? null : progress.notBefore(),
                deliveries.breaker(about.subscriptionId()), about.createdAt());
    }

    private SecretView withSecret(Subscription subscription) {
        return new SecretView(view(subscription), desk.secret(subscription));
    }

    private ResponseEntity<SubscriptionView> answer(Versioned<Subscription> subscription) {
        return Answers.ok(subscription, view(subscription.state()));
    }

    private static String client(Caller caller) {
        return caller.clientId().orElseThrow(() -> KitRefusal.FORBIDDEN.because());
    }
}
