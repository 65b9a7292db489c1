package cn.jinlin.request.admission;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;

import cn.jinlin.kit.domain.KitRefusal;

/**
 * Lets a rush of claims to the store in small groups, first come first served, so that thousands who wait cost neither
 * connections nor each other's timeouts. Who waits too long is told to try again.
 */
@Component
public class Turnstile {
    /** Well below the connections of one process, so that everything else gets through at any time. */
    private static final int AT_ONCE = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Semaphore places = new Semaphore(AT_ONCE, true);

    public <T> T pass(Supplier<T> step) {
        enter();
        try {
            return step.get();
        } finally {
            places.release();
        }
    }

    private void enter() {
        try {
            if (places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw KitRefusal.BUSY.because().retryAfter(Duration.ofSeconds(1));
    }
}
