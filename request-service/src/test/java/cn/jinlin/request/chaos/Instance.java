package cn.jinlin.request.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One instance of the service through all its lives; its clock is always as far off as at first, until it is set right. */
final class Instance {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final Runnable startable;
    private final int port;
    private final AtomicInteger lives = new AtomicInteger();
    private volatile long clockMillis;
    private volatile Child child;
    private volatile boolean ready;
    private volatile boolean paused;

    /** @param startable returns once a start has a chance */
    Instance(int port, long clockMillis, Map<String, String> environment, List<String> command, Runnable startable,
            Path log) {
        this.port = port;
        this.clockMillis = clockMillis;
        this.environment = environment;
        this.command = command;
        this.log = log;
        this.startable = startable;
        begin();
    }

    private void begin() {
        child = Child.start(log, environment, command);
        child.tell("clock " + clockMillis);
        lives.incrementAndGet();
    }

    int port() {
        return port;
    }

    int lives() {
        return lives.get();
    }

    /** Ready, and not stopped by a signal. */
    boolean up() {
        return ready && !paused;
    }

    boolean awaitReady() {
        ready = child.awaitReady(STARTS_WITHIN);
        return ready;
    }

    /** Sets the clock right for this and all later lives. */
    void setClockRight() {
        child.tell("clock " + -clockMillis);
        clockMillis = 0;
    }

    void pause() throws InterruptedException {
        paused = true;
        child.signal("STOP");
    }

    void resume() throws InterruptedException {
        child.signal("CONT");
        paused = false;
    }

    /** Ends it at this point; if it does not come by there in time, anywhere. Says whether it was at the point. */
    boolean endAt(String point, int times, Duration patience) throws InterruptedException {
        child.tell("arm " + point + " " + times);
        int exit = child.awaitEnd(patience);
        end();
        return exit == Trap.SPRUNG;
    }

    void end() {
        ready = false;
        child.kill();
        paused = false;
    }

    /** Starts it again and again until it is ready. */
    void startAgain() {
        do {
            child.kill();
            startable.run();
            begin();
        } while (!awaitReady() && !Thread.currentThread().isInterrupted());
    }
}
