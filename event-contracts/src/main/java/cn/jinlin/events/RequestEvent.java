package cn.jinlin.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What request-service tells: orders, the claims on them, their acceptance, and the credits that follow. */
public sealed interface RequestEvent extends Event {
    /** The topic that carries these events. */
    String TOPIC = "jinlin.request.v1";

    enum Category {
        CLEAN_HOME, TRAFFIC_ORDER, CIVILITY, CARE_VISIT, PUBLICITY, MICRO_WISH, OTHER
    }

    /** Who may claim, from the narrowest to the widest. */
    enum Audience {
        PARTNER_UNITS, COMMUNITY, DISTRICT
    }

    enum OrderStatus {
        DRAFT, OFFERED, OPEN, IN_PROGRESS, COMPLETED, REWORK, ACCEPTED, CLOSED, CANCELLED, EXPIRED
    }

    enum OfferStatus {
        OFFERED, ACCEPTED, DECLINED, LAPSED
    }

    enum ClaimStatus {
        CLAIMED, WAITLISTED, AWAITING_OFFICER, RELEASED, CHECKED_IN, SERVED, ABSENT, UNSATISFACTORY, CREDITED
    }

    /** What a participant's work came to at acceptance. */
    enum ServiceVerdict {
        SERVED, ABSENT, UNSATISFACTORY
    }

    record Capacity(int min, int max) {}

    /**
     * An order offered to a unit or to a team; one of the two ids is there.
     *
     * @param places offered places
     * @param acceptedPlaces places that were taken, 0 while there is no answer
     */
    record Offer(Optional<String> unitId, Optional<String> teamId, int places, OfferStatus status, int acceptedPlaces,
            Instant deadline) {}

    /** A measured result, for example 28 truckloads of debris. */
    record Outcome(String metric, BigDecimal quantity, String unit) {}

    /** The public state of an order, without its claims. State event. */
    @EventType("order.changed.v1")
    record OrderChanged(String orderId, String number, String communityId, Optional<String> compoundId, String title,
            Category category,
            Instant startsAt, Instant endsAt, Capacity capacity, Audience audience, Audience stage, OrderStatus status,
            String source,
            int claimed, int waitlisted, List<Offer> offers, List<Outcome> outcomes) implements RequestEvent {
        @Override
        public String aggregateId() {
            return orderId;
        }
    }

    /** A member claimed a place or joined the waitlist ({@code status} CLAIMED, WAITLISTED or AWAITING_OFFICER). */
    @EventType("order.claimed.v1")
    record OrderClaimed(String orderId, String communityId, String memberId, Optional<String> unitId, ClaimStatus status,
            int companions,
            Instant at) implements RequestEvent {
        @Override
        public String aggregateId() {
            return orderId;
        }
    }

    /** An order that members hold claims on got another time, inside the one that they agreed to. */
    @EventType("order.rescheduled.v1")
    record OrderRescheduled(String orderId, String communityId, Instant startsAt, Instant endsAt,
            Instant at) implements RequestEvent {
        @Override
        public String aggregateId() {
            return orderId;
        }
    }

    /** An order that members hold claims on is now at another place than the one they agreed to; the order says where. */
    @EventType("order.relocated.v1")
    record OrderRelocated(String orderId, String communityId, Instant at) implements RequestEvent {
        @Override
        public String aggregateId() {
            return orderId;
        }
    }

    /**
     * An officer confirmed a claim that had to wait for it after absences.
     *
     * @param status CLAIMED or WAITLISTED
     */
    @EventType("order.claim-confirmed.v1")
    record ClaimConfirmed(String orderId, String communityId, String memberId, ClaimStatus status,
            Instant at) implements RequestEvent {
        @Override
        public String aggregateId() {
            return orderId;
        }
    }

    /** A member of the waitlist got a place that was released. */
    @EventType("order.promoted.v1")
    record ClaimPromoted(String orderId, String communityId, String memberId, Instant at) implements RequestEvent {
        @Override
        public String aggregateId() {
            return orderId;
        }
    }

    /**
     * A claim ended before the work.
     *
     * @param reason BY_MEMBER, BY_LIAISON, BY_OFFICER (given up), REFUSED_BY_OFFICER (after absences), MEMBER_ERASED, ORDER_CANCELLED or
     *        NOT_PROMOTED (still waiting when the work was accepted)
     */
    @EventType("order.claim-released.v1")
    record ClaimReleased(String orderId, String communityId, String memberId, String reason, Instant at) implements RequestEvent {
        @Override
        public String aggregateId() {
            return orderId;
        }
    }

    @EventType("order.checked-in.v1")
    record CheckedIn(String orderId, String communityId, String memberId, Instant at, boolean walkIn,
            boolean byOfficer) implements RequestEvent {
        @Override
        public String aggregateId() {
            return orderId;
        }
    }

    @EventType("order.checked-out.v1")
    record CheckedOut(String orderId, String communityId, String memberId, Instant at) implements RequestEvent {
        @Override
        public String aggregateId() {
            return orderId;
        }
    }

    /** What acceptance said of one participant; {@code minutes} is 0 unless SERVED. */
    record ServiceResult(String memberId, ServiceVerdict verdict, int minutes) {}

    /** The community accepted the work. From here on the credit code exists. */
    @EventType("order.accepted.v1")
    record OrderAccepted(String orderId, String communityId, List<ServiceResult> participants, List<Outcome> outcomes,
            Instant at) implements RequestEvent {
        @Override
        public String aggregateId() {
            return orderId;
        }
    }

    /**
     * The community took its acceptance back: what was said of the participants no longer holds, but for those who were credited
     * already. Their credits stand. A later acceptance says anew what the work came to.
     *
     * @param memberIds everybody who had a place, and of whom a later acceptance will say something
     * @param reason why, as the members are told it
     */
    @EventType("order.reopened.v1")
    record OrderReopened(String orderId, String communityId, List<String> memberIds, String reason,
            Instant at) implements RequestEvent {
        @Override
        public String aggregateId() {
            return orderId;
        }
    }

    /**
     * A participant scanned the code, or an officer entered it, and the minutes count. Fact; natural key {@code creditId}, one per order and member.
     *
     * @param minutes the officer's figure
     * @param servedAt the order's start, which decides the year of the service record
     * @param manual entered by the officer for a person without a phone
     * @param device a keyed digest, the same for scans by the same device; tells nothing else of it
     * @param distanceMetres between the scanning phone and the order's location, where both are known
     */
    @EventType("order.credited.v1")
    record MemberCredited(String orderId, String creditId, String communityId, String memberId, Optional<String> unitId,
            int minutes,
            Instant servedAt, Instant at, boolean manual, Optional<String> device,
            Optional<Integer> distanceMetres) implements RequestEvent {
        @Override
        public String aggregateId() {
            return orderId;
        }
    }
}
