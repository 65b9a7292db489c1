package cn.jinlin.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import cn.jinlin.events.RegistrationEvent.Compound;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.events.RequestEvent.Outcome;

/**
 * What clients outside the suite may follow: copies of the events above, without members, units and offers. They carry id,
 * version and time of the event they were made from.
 */
public sealed interface PlatformEvent extends Event {
    /** The topic that carries these events. Its one partition gives them one order, and their offset is a client's cursor. */
    String TOPIC = "jinlin.platform.v1";

    /** A community to post orders to. State event. */
    @EventType("public-community.changed.v1")
    record PublicCommunityChanged(String communityId, String name, String subdistrictCode, String subdistrictName,
            Optional<Location> location, List<Compound> compounds) implements PlatformEvent {
        @Override
        public String aggregateId() {
            return communityId;
        }
    }

    /**
     * An order as anybody may see it. State event. A draft, and what ended as one, is for the client alone that posted it.
     *
     * @param source OFFICER, or {@code PLATFORM:} with the id of the client that posted it
     */
    @EventType("public-order.changed.v1")
    record PublicOrderChanged(String orderId, String number, String communityId, Optional<String> compoundId, String title,
            Category category, Instant startsAt, Instant endsAt, Capacity capacity, Audience audience, Audience stage,
            OrderStatus status, String source, int claimed, int waitlisted, List<Outcome> outcomes) implements PlatformEvent {
        @Override
        public String aggregateId() {
            return orderId;
        }
    }

    /**
     * The community accepted the work of an order. Fact.
     *
     * @param served participants whose service was accepted
     * @param minutes of all of them together
     */
    @EventType("public-order.accepted.v1")
    record PublicOrderAccepted(String orderId, String communityId, int served, int minutes, List<Outcome> outcomes,
            Instant at) implements PlatformEvent {
        @Override
        public String aggregateId() {
            return orderId;
        }
    }

    /** An exemplar can be read under {@code /exemplars/feed/{exemplarId}} from now on. Fact. */
    @EventType("public-exemplar.published.v1")
    record PublicExemplarPublished(String exemplarId, Instant at) implements PlatformEvent {
        @Override
        public String aggregateId() {
            return exemplarId;
        }
    }

    /** An exemplar can no longer be read: whoever copied it deletes the copy. Fact. */
    @EventType("public-exemplar.withdrawn.v1")
    record PublicExemplarWithdrawn(String exemplarId, Instant at) implements PlatformEvent {
        @Override
        public String aggregateId() {
            return exemplarId;
        }
    }
}
