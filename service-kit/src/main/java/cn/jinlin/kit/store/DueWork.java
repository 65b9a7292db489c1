package cn.jinlin.kit.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import cn.jinlin.kit.domain.Refused;

/**
 * Looks every so often for aggregates whose {@code dueAt} has come and has each dealt with by a command. Any number of
 * instances may look: whoever comes second decides that nothing is due.
 */
public final class DueWork implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);
    private static final int AT_ONCE = 200;

    private final String name;
    private final BiFunction<Instant, Integer, List<String>> due;
    private final Clock clock;
    private final Duration every;
    private final Consumer<String> act;
    private volatile boolean running;
    private volatile Thread worker = Thread.currentThread();

    public DueWork(String name, Aggregates<?, ?> aggregates, Clock clock, Duration every, Consumer<String> act) {
        this(name, aggregates::due, clock, every, act);
    }

    /** @param due who is due at a moment, at most so many, such as {@link Marks#due} */
    public DueWork(String name, BiFunction<Instant, Integer, List<String>> due, Clock clock, Duration every,
            Consumer<String> act) {
        this.name = name;
        this.due = due;
        this.clock = clock;
        this.every = every;
        this.act = act;
    }

    /** Deals once with what is due now; says with how many it could. */
    public int look() {
        return (int) due.apply(clock.instant(), AT_ONCE).stream().filter(this::dealt).count();
    }

    @Override
    public void start() {
        running = true;
        worker = Thread.ofVirtual().name("due-" + name).start(this::loop);
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

    private boolean dealt(String id) {
        try {
            act.accept(id);
            return true;
        } catch (Refused e) {
            LOG.debug("{} {}: {}", name, id, e.refusal().name());
        } catch (RuntimeException e) {
            LOG.warn("due work on {} {} failed and is tried again: {}", name, id, e.toString());
        }
        return false;
    }

    private void loop() {
        while (running) {
            int done = 0;
            try {
                done = look();
            } catch (RuntimeException e) {
                LOG.warn("cannot look for due {}: {}", name, e.toString());
            }
            if (done < AT_ONCE) {
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(every);
        } catch (InterruptedException e) {
            running = false;
        }
    }
}
