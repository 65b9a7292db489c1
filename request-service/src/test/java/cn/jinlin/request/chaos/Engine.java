package cn.jinlin.request.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.awaitility.Awaitility.await;

/** The store or the broker: a process that can be taken away, with what it has on disk. */
final class Engine {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration BACK_WITHIN = Duration.ofMinutes(4);

    private final String name;
    private final List<String> command;
    private final Path log;
    private volatile Child child;
    private volatile boolean away;

    Engine(String name, List<String> command, Path log) {
        this.name = name;
        this.command = command;
        this.log = log;
        this.child = Child.start(log, Map.of(), command);
    }

    /** How an engine is taken away. */
    enum Manner {
        STOPPED, KILLED
    }

    void awaitReady() {
        if (!child.awaitReady(PATIENCE)) {
            throw new IllegalStateException(name + " does not start, see " + log);
        }
    }

    boolean away() {
        return away;
    }

    /** Returns once it was given back. */
    void awaitThere() {
        await().atMost(BACK_WITHIN).until(() -> !away);
    }

    synchronized void take(Manner manner) throws InterruptedException {
        away = true;
        switch (manner) {
            case STOPPED -> child.signal("STOP");
            case KILLED -> child.kill();
        }
    }

    /** Whatever way it was taken. */
    synchronized void giveBack() throws InterruptedException {
        if (child.alive()) {
            child.signal("CONT");
        } else {
            child = Child.start(log, Map.of(), command);
            awaitReady();
        }
        away = false;
    }

    void end() {
        child.kill();
    }
}
