package cn.jinlin.supervision.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;

import cn.jinlin.events.PlatformEvent;
import cn.jinlin.events.PlatformEvent.PublicCommunityChanged;
import cn.jinlin.events.PlatformEvent.PublicExemplarPublished;
import cn.jinlin.events.PlatformEvent.PublicExemplarWithdrawn;
import cn.jinlin.events.PlatformEvent.PublicOrderAccepted;
import cn.jinlin.events.PlatformEvent.PublicOrderChanged;
import cn.jinlin.kit.StateJson;
import cn.jinlin.kit.events.EventTypes;
import cn.jinlin.kit.events.Received;

/** Enters what the topic holds into the feed, and shows the feed to clients. */
@Service
public class FeedDesk {
    private final Feed feed;
    private final Duration lookEvery;
    private final Semaphore waiters;
    private final Object news = new Object();

    /**
     * What of the feed is asked for; an empty set asks for all.
     *
     * @param clientId whose own entries are in it beside everybody's
     */
    public record Wanted(String clientId, Set<String> types, Set<String> communityIds) {}

    /** An event of the topic with its place in the partition. */
    record Placed(long offset, Received<PlatformEvent> event) {}

    FeedDesk(Feed feed, FeedProperties properties) {
        this.feed = feed;
        this.lookEvery = properties.lookEvery();
        this.waiters = new Semaphore(properties.waiters());
    }

    /** Takes the next records of the partition; what was there before, or comes late, is passed over. */
    void enter(List<Placed> batch) {
        Map<String, Shown> shown = feed.shown(batch.stream().map(in -> in.event().event().aggregateId()).distinct().toList())
                .stream().collect(Collectors.toMap(Shown::aggregateId, each -> each, (a, _) -> a, HashMap::new));
        List<FeedEntry> entries = new ArrayList<>();
        for (Placed in : batch) {
            PlatformEvent event = in.event().event();
            shown.getOrDefault(event.aggregateId(), Shown.nothingOf(event.aggregateId())).next(event, in.event().version())
                    .ifPresent(step -> {
                        shown.put(event.aggregateId(), step.after());
                        step.reader().ifPresent(reader -> entries.add(entry(in, reader)));
                    });
        }
        feed.append(entries, shown.values());
        synchronized (news) {
            news.notifyAll();
        }
    }

    /** The offset of the newest entry, whoever may read it; empty while there is none. */
    public OptionalLong end() {
        return feed.end();
    }

    /** What follows an offset, in the order of offsets. */
    public List<FeedEntry> after(long offset, Wanted wanted, int limit) {
        return feed.after(offset, wanted, limit);
    }

    /** As {@link #after}, but where there is nothing yet it waits so long for it, unless too many wait already. */
    List<FeedEntry> await(long offset, Wanted wanted, int limit, Duration atMost) throws InterruptedException {
        List<FeedEntry> found = feed.after(offset, wanted, limit);
        if (!found.isEmpty() || atMost.isZero() || !waiters.tryAcquire()) {
            return found;
        }
        try {
            long end = System.nanoTime() + atMost.toNanos();
            for (long left = atMost.toNanos(); found.isEmpty() && left > 0; left = end - System.nanoTime()) {
                pause(Math.min(lookEvery.toNanos(), left));
                found = feed.after(offset, wanted, limit);
            }
            return found;
        } finally {
            waiters.release();
        }
    }

    /** Until there is news here; another instance's news are found by looking. */
    @SuppressWarnings("WaitNotInLoop") // the caller looks again, whatever ended the wait
    private void pause(long nanos) throws InterruptedException {
        synchronized (news) {
            news.wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
        }
    }

    private static FeedEntry entry(Placed in, String reader) {
        Received<PlatformEvent> event = in.event();
        return new FeedEntry(in.offset(), event.id(), EventTypes.nameOf(event.event()), event.event().aggregateId(),
                event.version(), event.at(), communityOf(event.event()), reader,
                StateJson.mapper().writeValueAsString(event.event()));
    }

    private static Optional<String> communityOf(PlatformEvent event) {
        return switch (event) {
            case PublicCommunityChanged community -> Optional.of(community.communityId());
            case PublicOrderChanged order -> Optional.of(order.communityId());
            case PublicOrderAccepted accepted -> Optional.of(accepted.communityId());
            case PublicExemplarPublished _,PublicExemplarWithdrawn _ -> Optional.empty();
        };
    }
}
