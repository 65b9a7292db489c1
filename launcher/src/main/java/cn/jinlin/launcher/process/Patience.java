package cn.jinlin.launcher.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Bounded waiting for something that comes about by itself. */
public final class Patience {
    private static final Duration STEP = Duration.ofMillis(50);

    private Patience() {}

    /** Looks again and again until it holds; false when {@code limit} passed, or the thread was interrupted, first. */
    public static boolean until(Duration limit, BooleanSupplier holds) {
        long end = System.nanoTime() + limit.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        return true;
    }
}
