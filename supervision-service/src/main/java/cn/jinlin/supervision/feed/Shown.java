package cn.jinlin.supervision.feed;

import java.util.Optional;

import cn.jinlin.events.PlatformEvent;
import cn.jinlin.events.PlatformEvent.PublicCommunityChanged;
import cn.jinlin.events.PlatformEvent.PublicExemplarPublished;
import cn.jinlin.events.PlatformEvent.PublicExemplarWithdrawn;
import cn.jinlin.events.PlatformEvent.PublicOrderAccepted;
import cn.jinlin.events.PlatformEvent.PublicOrderChanged;

/**
 * How far the feed has come with one aggregate.
 *
 * @param version of its newest event; what is not newer was there before
 * @param toAll whether everybody was ever told of it: what ended as a draft is told to nobody but its poster
 */
record Shown(String aggregateId, long version, boolean toAll) {
    /** Everybody who may read the feed. */
    static final String EVERYBODY = "*";

    static Shown nothingOf(String aggregateId) {
        return new Shown(aggregateId, 0, false);
    }

    /**
     * What an event comes to.
     *
     * @param reader a client's id, or {@link #EVERYBODY}; empty when nobody gets to see it
     */
    record Step(Shown after, Optional<String> reader) {}

    /** The next event of this aggregate; empty when it was there before, or comes late. */
    Optional<Step> next(PlatformEvent event, long itsVersion) {
        if (itsVersion <= version) {
            return Optional.empty();
        }
        Optional<String> reader = reader(event);
        boolean told = toAll || reader.filter(EVERYBODY::equals).isPresent();
        return Optional.of(new Step(new Shown(aggregateId, itsVersion, told), reader));
    }

    private Optional<String> reader(PlatformEvent event) {
        return switch (event) {
            case PublicCommunityChanged _,PublicOrderAccepted _,PublicExemplarPublished _,PublicExemplarWithdrawn _ ->
                Optional.of(EVERYBODY);
            case PublicOrderChanged order -> switch (order.status()) {
                case DRAFT -> poster(order);
                case CANCELLED, EXPIRED -> toAll ? Optional.of(EVERYBODY) : poster(order);
                case OFFERED, OPEN, IN_PROGRESS, COMPLETED, REWORK, ACCEPTED, CLOSED -> Optional.of(EVERYBODY);
            };
        };
    }

    private static Optional<String> poster(PublicOrderChanged order) {
        return order.source().startsWith(Publication.BY_CLIENT)
                ? Optional.of(order.source().substring(Publication.BY_CLIENT.length()))
                : Optional.empty();
    }
}
