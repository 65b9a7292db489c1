package cn.jinlin.supervision.webhook;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.springframework.stereotype.Service;

import cn.jinlin.kit.StateJson;
import cn.jinlin.kit.crypto.FieldCipher;
import cn.jinlin.kit.crypto.UnreadableField;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.supervision.courier.Courier;
import cn.jinlin.supervision.feed.FeedBodies;
import cn.jinlin.supervision.feed.FeedDesk;
import cn.jinlin.supervision.feed.FeedEntry;
import cn.jinlin.supervision.webhook.Delivery.State;

/** Brings a subscriber what follows its position, event by event, until one is not taken or its turn is over. */
@Service
class DeliveryDesk {
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration BREAK = Duration.ofSeconds(30);
    private static final int BREAKER_WINDOW = 10;
    private static final int BREAKER_LEAST = 5;

    private final Subscriptions subscriptions;
    private final Deliveries deliveries;
    private final FeedDesk feed;
    private final Courier courier;
    private final Signer signer;
    private final FieldCipher cipher;
    private final WebhookProperties properties;
    private final Clock clock;
    private final CircuitBreakerRegistry breakers;
    private final SecureRandom random = new SecureRandom();

    /** How a turn ended. */
    private enum Ending {
        DONE, FAILED,
        /** The breaker is open: it failed too often just now. */
        NOT_TRIED
    }

    /** What a turn came to: everything up to the position was dealt with. */
    private record Came(long position, List<Delivery> deliveries, Ending ending, String error) {}

    DeliveryDesk(Subscriptions subscriptions, Deliveries deliveries, FeedDesk feed, Courier courier, Signer signer,
            FieldCipher cipher, WebhookProperties properties, Clock clock) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.feed = feed;
        this.courier = courier;
        this.signer = signer;
        this.cipher = cipher;
        this.properties = properties;
        this.clock = clock;
        this.breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom().slidingWindowSize(BREAKER_WINDOW)
                .minimumNumberOfCalls(BREAKER_LEAST).waitDurationInOpenState(BREAK).permittedNumberOfCallsInHalfOpenState(1)
                .clock(clock).build());
    }

    /** Whom to serve now. */
    List<String> due(int limit) {
        OptionalLong end = feed.end();
        return end.isEmpty() ? List.of() : subscriptions.due(clock.instant(), end.getAsLong(), limit);
    }

    /** How a subscriber's breaker stands in this process. */
    String breaker(String subscriptionId) {
        return breakers.circuitBreaker(subscriptionId).getState().name();
    }

    /** Serves a subscriber for a turn, unless another instance does. */
    void serve(String subscriptionId) {
        Instant now = clock.instant();
        Committed<Subscription, Long> taken = subscriptions.aggregates().execute(subscriptionId, Long.class,
                current -> current != null && current.state().isDue(now)
                        ? Outcome.changed(Change.of(current.state().taken(now, LEASE)), current.state().progress().turn() + 1)
                        : Outcome.unchanged(-1L));
        if (taken.result() < 0) {
            return;
        }
        Subscription subscription = taken.after().state();
        Came came = turn(subscription, now);
        deliveries.record(came.deliveries());
        settle(subscription, came);
    }

    private void settle(Subscription served, Came came) {
        Instant now = clock.instant();
        long turn = served.progress().turn();
        Instant next = properties.nextAttempt(now, served.progress().attempts() + 1, random.nextDouble());
        subscriptions.aggregates().change(served.about().subscriptionId(), current -> Change.of(switch (came.ending()) {
            case DONE -> current.state().delivered(turn, came.position(), now);
            case FAILED -> current.state().failed(turn, came.position(), came.error(), next);
            case NOT_TRIED -> current.state().postponed(turn, came.position(), now.plus(BREAK));
        }));
    }

    private Came turn(Subscription subscription, Instant start) {
        long position = subscription.progress().position();
        long end = feed.end().orElse(position);
        List<FeedEntry> entries = feed.after(position, wanted(subscription), properties.perTurn());
        List<Delivery> done = new ArrayList<>();
        for (FeedEntry entry : entries) {
            CircuitBreaker breaker = breakers.circuitBreaker(subscription.about().subscriptionId());
            if (clock.instant().isAfter(start.plus(properties.turn()))) {
                return new Came(position, done, Ending.DONE, "");
            }
            if (!breaker.tryAcquirePermission()) {
                return new Came(position, done, Ending.NOT_TRIED, "");
            }
            Delivery delivery = deliver(subscription, entry, breaker);
            if (delivery.state() != State.DELIVERED) {
                return failed(subscription, entries.subList(done.size(), entries.size()), position, done, delivery);
            }
            done.add(delivery);
            position = entry.offset();
        }
        return new Came(entries.isEmpty() ? Math.max(position, end) : position, done, Ending.DONE, "");
    }

    /** After a failure: whatever has waited for too long already waits no longer. */
    private Came failed(Subscription subscription, List<FeedEntry> left, long position, List<Delivery> done, Delivery failed) {
        Instant tooOld = failed.at().minus(properties.giveUpAfter());
        List<FeedEntry> dead = left.stream().takeWhile(entry -> !waitingSince(subscription, entry).isAfter(tooOld)).toList();
        dead.forEach(entry -> done.add(
                Delivery.of(failed.subscriptionId(), entry, State.DEAD, failed.answer(), failed.error(), failed.at())));
        if (dead.isEmpty()) {
            done.add(failed);
        }
        return new Came(dead.isEmpty() ? position : dead.getLast().offset(), done, Ending.FAILED, failed.error().orElse(""));
    }

    private static Instant waitingSince(Subscription subscription, FeedEntry entry) {
        Instant since = subscription.progress().since();
        return entry.at().isAfter(since) ? entry.at() : since;
    }

    private Delivery deliver(Subscription subscription, FeedEntry entry, CircuitBreaker breaker) {
        String id = subscription.about().subscriptionId();
        try {
            int answer = post(subscription, entry).status();
            if (answer >= 200 && answer < 300) {
                breaker.onSuccess(0, TimeUnit.NANOSECONDS);
                return Delivery.of(id, entry, State.DELIVERED, Optional.of(answer), Optional.empty(), clock.instant());
            }
            return refused(breaker, id, entry, Optional.of(answer), "answered " + answer);
        } catch (Courier.Undelivered e) {
            return refused(breaker, id, entry, Optional.empty(), String.valueOf(e.getMessage()));
        } catch (UnreadableField e) {
            return refused(breaker, id, entry, Optional.empty(), "its secret cannot be read");
        }
    }

    private Delivery refused(CircuitBreaker breaker, String id, FeedEntry entry, Optional<Integer> answer, String error) {
        breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException(error));
        return Delivery.of(id, entry, State.WAITING, answer, Optional.of(error), clock.instant());
    }

    private Courier.Receipt post(Subscription subscription, FeedEntry entry) throws Courier.Undelivered {
        byte[] body = StateJson.mapper().writeValueAsBytes(FeedBodies.CloudEvent.of(entry));
        Instant now = clock.instant();
        List<String> secrets = subscription.secrets().at(now).stream()
                .map(each -> cipher.decrypt(each, context(subscription.about().subscriptionId()))).toList();
        Map<String, String> headers = signer.headers(entry.id(), now, body, secrets);
        return courier.post(URI.create(subscription.about().url()), "application/cloudevents+json", body, headers);
    }

    /** Forgets deliveries that are old. */
    void sweep() {
        Instant now = clock.instant();
        deliveries.sweep(State.DELIVERED, now.minus(properties.keepDelivered()));
        deliveries.sweep(State.DEAD, now.minus(properties.keepDead()));
    }

    static String context(String subscriptionId) {
        return "subscription/" + subscriptionId + "/secret";
    }

    private static FeedDesk.Wanted wanted(Subscription subscription) {
        return new FeedDesk.Wanted(subscription.about().clientId(), Set.copyOf(subscription.about().types()),
                Set.copyOf(subscription.about().communityIds()));
    }
}
