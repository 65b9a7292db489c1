package cn.jinlin.supervision.webhook;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Serves subscribers as long as the service runs, each in a thread of its own and so many at a time: one that hangs holds
 * one of these places for the length of a call, and nobody else.
 */
@Component
class Dispatching implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatching.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int LOOKS_PER_SWEEP = 7_200;

    private final DeliveryDesk desk;
    private final Semaphore places;
    private final Set<String> served = ConcurrentHashMap.newKeySet();
    private volatile boolean running;
    private volatile Thread worker = Thread.currentThread();

    Dispatching(DeliveryDesk desk, WebhookProperties properties) {
        this.desk = desk;
        this.places = new Semaphore(properties.atOnce());
    }

    @Override
    public void start() {
        running = true;
        worker = Thread.ofVirtual().name("webhooks").start(this::loop);
    }

    @Override
    public void stop() {
        running = false;
        worker.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void loop() {
        try (ExecutorService couriers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long look = 0; running; look++) {
                try {
                    serveDue(couriers);
                    if (look % LOOKS_PER_SWEEP == 0) {
                        desk.sweep();
                    }
                } catch (RuntimeException e) {
                    LOG.warn("subscribers cannot be looked for now: {}", e.toString());
                }
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException e) {
            running = false;
        }
    }

    private void serveDue(ExecutorService couriers) throws InterruptedException {
        for (String id : desk.due(places.availablePermits() + served.size())) {
            if (served.add(id)) {
                places.acquire();
                couriers.execute(() -> serve(id));
            }
        }
    }

    private void serve(String id) {
        try {
            desk.serve(id);
        } catch (RuntimeException e) {
            LOG.warn("subscription {} cannot be served now: {}", id, e.toString());
        } finally {
            served.remove(id);
            places.release();
        }
    }
}
