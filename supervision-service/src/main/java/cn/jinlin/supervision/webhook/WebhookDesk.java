package cn.jinlin.supervision.webhook;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.springframework.stereotype.Service;

import cn.jinlin.kit.crypto.FieldCipher;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.DuplicateKey;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.supervision.courier.Courier;
import cn.jinlin.supervision.feed.FeedDesk;
import cn.jinlin.supervision.webhook.Subscription.About;
import cn.jinlin.supervision.webhook.Subscription.Status;

/** Makes and changes subscriptions; a client has to do with its own alone. */
@Service
class WebhookDesk {
    private static final int KEY_BYTES = 32;

    private final Subscriptions subscriptions;
    private final Deliveries deliveries;
    private final FeedDesk feed;
    private final Courier courier;
    private final FieldCipher cipher;
    private final WebhookProperties properties;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** @param after the offset from which on events are brought; empty for what is to come */
    record Wish(String url, List<String> types, List<String> communityIds, Optional<Long> after) {}

    WebhookDesk(Subscriptions subscriptions, Deliveries deliveries, FeedDesk feed, Courier courier, FieldCipher cipher,
            WebhookProperties properties, Clock clock) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.feed = feed;
        this.courier = courier;
        this.cipher = cipher;
        this.properties = properties;
        this.clock = clock;
    }

    /** In the first place that is free; requests that meet in one go on to the next, so a client never has more than it may. */
    Versioned<Subscription> subscribe(String clientId, Wish wish, RequestKey key) {
        String url = courier.address("url", wish.url()).toString();
        long position = wish.after().map(this::known).orElseGet(this::end);
        Optional<Integer> before = subscriptions.aggregates().find(key.firstId()).map(known -> known.state().about().place());
        return before.map(Stream::of).orElseGet(() -> subscriptions.free(clientId, properties.perClient()).stream())
                .map(place -> new About(key.firstId(), clientId, url, wish.types(), wish.communityIds(), place, clock.instant()))
                .flatMap(about -> made(about, position, key).stream()).findFirst()
                .orElseThrow(() -> WebhookRefusal.TOO_MANY_SUBSCRIPTIONS.because(properties.perClient()));
    }

    /** Empty when another request took the place meanwhile. */
    private Optional<Versioned<Subscription>> made(About about, long position, RequestKey key) {
        try {
            return Optional.of(subscriptions.aggregates().create(about.subscriptionId(), key,
                    Change.of(Subscription.made(about, fresh(about.subscriptionId()), position)),
                    _ -> WebhookRefusal.SUBSCRIPTION_EXISTS.because()));
        } catch (DuplicateKey _) {
            return Optional.empty();
        }
    }

    /** The secret that signs now, for the one answer in which it is shown. */
    String secret(Subscription subscription) {
        return cipher.decrypt(subscription.secrets().current(), DeliveryDesk.context(subscription.about().subscriptionId()));
    }

    /** A client's own subscription; else NOT_FOUND. */
    Versioned<Subscription> get(String clientId, String subscriptionId) {
        return subscriptions.aggregates().find(subscriptionId)
                .filter(found -> found.state().about().clientId().equals(clientId)
                        && found.state().status() != Status.DELETED)
                .orElseThrow(() -> KitRefusal.NOT_FOUND.because("subscription", subscriptionId));
    }

    List<Versioned<Subscription>> page(String clientId, Optional<String> before, int limit) {
        return subscriptions.of(clientId, before, limit);
    }

    Versioned<Subscription> pause(String clientId, String subscriptionId, RequestKey key, LongConsumer version) {
        return change(clientId, subscriptionId, key, version, Subscription::paused);
    }

    Versioned<Subscription> resume(String clientId, String subscriptionId, RequestKey key, LongConsumer version) {
        Instant now = clock.instant();
        return change(clientId, subscriptionId, key, version, subscription -> subscription.resumed(now));
    }

    Versioned<Subscription> rotate(String clientId, String subscriptionId, RequestKey key, LongConsumer version) {
        String next = fresh(subscriptionId);
        Instant until = clock.instant().plus(properties.oldSecret());
        return change(clientId, subscriptionId, key, version, subscription -> subscription.rotated(next, until));
    }

    /** @param after everything behind this offset is brought again; empty from the beginning of the feed */
    Versioned<Subscription> replay(String clientId, String subscriptionId, Optional<Long> after, RequestKey key,
            LongConsumer version) {
        long position = after.map(this::known).orElse(-1L);
        Instant now = clock.instant();
        return change(clientId, subscriptionId, key, version, subscription -> subscription.replayed(position, now));
    }

    void delete(String clientId, String subscriptionId, RequestKey key) {
        change(clientId, subscriptionId, key, _ -> {}, Subscription::deleted);
    }

    List<Deliveries.Listed> deliveries(String subscriptionId, Optional<Delivery.State> state, Optional<Long> before, int limit) {
        return deliveries.page(subscriptionId, state, before, limit);
    }

    private Versioned<Subscription> change(String clientId, String subscriptionId, RequestKey key, LongConsumer version,
            UnaryOperator<Subscription> transition) {
        get(clientId, subscriptionId);
        return subscriptions.aggregates().change(subscriptionId, key, current -> {
            version.accept(current.version());
            return Change.of(transition.apply(current.state()));
        });
    }

    private long known(long after) {
        if (after > end()) {
            throw Invalid.field("after", "BEYOND_THE_END");
        }
        return after;
    }

    private long end() {
        return feed.end().orElse(-1);
    }

    private String fresh(String subscriptionId) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return cipher.encrypt(Signer.secret(key), DeliveryDesk.context(subscriptionId));
    }
}
