package cn.jinlin.kit.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaTemplate;

import cn.jinlin.kit.fault.FaultHook;
import cn.jinlin.kit.store.Outboxes;

/**
 * Drains the documents that this process has just written, and what others left behind for longer than
 * {@link #LEFT_BEHIND}. One worker for each process, so one process never overtakes itself; two processes can only make
 * late duplicates.
 */
public final class Relay implements Outboxes, SmartLifecycle {
    /** How long an event may wait before any instance takes it. */
    static final Duration LEFT_BEHIND = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int AT_ONCE = 256;

    private final KafkaTemplate<String, byte[]> kafka;
    private final Clock clock;
    private final String source;
    private final FaultHook faults;
    private final Map<String, Outbox> byCollection = new ConcurrentHashMap<>();
    private final Set<Key> waiting = new LinkedHashSet<>();
    private final Object turn = new Object();
    private volatile boolean running;
    private volatile List<Thread> threads = List.of();

    private record Key(String collection, String id) {}

    /** @param source the publishing service, as {@code ce_source} names it */
    public Relay(KafkaTemplate<String, byte[]> kafka, Clock clock, String source, FaultHook faults) {
        this.kafka = kafka;
        this.clock = clock;
        this.source = source;
        this.faults = faults;
    }

    /** From now on the documents of this collection are drained to the topic. */
    @Override
    public void lookAfter(String collection, String topic, MongoCollection<Document> documents) {
        byCollection.put(collection, new Outbox(documents, topic, source, kafka, faults));
    }

    @Override
    public void committed(String collection, String id) {
        synchronized (turn) {
            waiting.add(new Key(collection, id));
            turn.notifyAll();
        }
    }

    /** Drains what waits and is known to this process; true when all of it was sent. */
    boolean drain() {
        Map<String, List<String>> next = take();
        boolean all = true;
        for (Map.Entry<String, List<String>> entry : next.entrySet()) {
            Outbox outbox = byCollection.get(entry.getKey());
            List<String> left = outbox == null ? List.of() : outbox.drain(entry.getValue());
            left.forEach(id -> committed(entry.getKey(), id));
            all &= left.isEmpty();
        }
        return all;
    }

    /** Takes up what was left behind, by this process or another. */
    void sweep() {
        Date before = Date.from(clock.instant().minus(LEFT_BEHIND));
        byCollection.forEach((collection, outbox) -> outbox.documents().find(Filters.lte("pendingSince", before))
                .sort(Sorts.ascending("pendingSince")).limit(AT_ONCE).projection(Projections.include("_id"))
                .forEach(document -> committed(collection, document.getString("_id"))));
    }

    /** Since when the oldest unsent event of this service waits. */
    public Optional<Instant> oldestUnsent() {
        return byCollection.values().stream().flatMap(outbox -> outbox.oldest().stream()).min(Instant::compareTo);
    }

    @Override
    public void start() {
        running = true;
        threads = List.of(Thread.ofPlatform().daemon().name("relay").start(this::work),
                Thread.ofPlatform().daemon().name("relay-sweep").start(this::sweepAgainAndAgain));
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private Map<String, List<String>> take() {
        Map<String, List<String>> next = new HashMap<>();
        synchronized (turn) {
            var keys = waiting.iterator();
            for (int taken = 0; taken < AT_ONCE && keys.hasNext(); taken++) {
                Key key = keys.next();
                keys.remove();
                next.computeIfAbsent(key.collection(), collection -> new ArrayList<>()).add(key.id());
            }
        }
        return next;
    }

    private void work() {
        while (running) {
            try {
                synchronized (turn) {
                    while (waiting.isEmpty()) {
                        turn.wait();
                    }
                }
                if (!drain()) {
                    Thread.sleep(PAUSE);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("the relay could not drain and tries again: {}", e.toString());
                if (!paused(PAUSE)) {
                    return;
                }
            }
        }
    }

    private void sweepAgainAndAgain() {
        while (running && paused(SWEEP_EVERY)) {
            try {
                sweep();
            } catch (RuntimeException e) {
                LOG.warn("the relay could not look for what was left behind: {}", e.toString());
            }
        }
    }

    private static boolean paused(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
