package cn.jinlin.supervision.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.store.Store;

/** A feed of a database of its own, into which a test enters orders. */
public final class FeedFixture {
    private final FeedDesk desk;
    private long offset;

    public FeedFixture(Store store) {
        desk = new FeedDesk(new Feed(store), new FeedProperties(1, Duration.ofMillis(100)));
    }

    public FeedDesk desk() {
        return desk;
    }

    /** Enters the publication of a new order; its id is that of the event, too. */
    public void publish(String orderId, Instant at) {
        desk.enter(List.of(new FeedDesk.Placed(offset++,
                new Received<>(orderId, 1, at,
                        Publication.of(FeedEvents.order(orderId, OrderStatus.OPEN, "OFFICER")).orElseThrow()))));
    }
}
