package cn.jinlin.launcher.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * One process of the suite, started again whenever it dies until it is told to stay down. Its standard output and error
 * go to the end of its log. It does not hear a terminal's Ctrl-C, so that the launcher alone decides the order of the end.
 */
public final class Child {
    /** Told from the child's own thread. */
    public interface Watcher {
        void started(Child child);

        void ready(Child child, Duration took);

        /** @param pause how long until it is started again */
        void died(Child child, int exit, Duration pause);

        void notStarted(Child child, IOException why, Duration pause);
    }

    private static final long LOOK_MS = 100;
    /**
     * What a terminal or a time limit sends to the whole group does not reach it: a session of its own where the system
     * can give it one, and else the signals of a terminal ignored, as they stay in the program that the shell becomes.
     */
    private static final String APART = "trap '' INT HUP; if command -v setsid >/dev/null; then exec setsid \"$@\"; fi; exec \"$@\"";

    private final Plan plan;
    private final Watcher watcher;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Backoff backoff = new Backoff();
    private volatile @Nullable Process process;
    private volatile State state = State.DOWN;
    private final AtomicInteger deaths = new AtomicInteger();

    public Child(Plan plan, Watcher watcher) {
        this.plan = plan;
        this.watcher = watcher;
    }

    public Plan plan() {
        return plan;
    }

    public State state() {
        return state;
    }

    /** How often it ended without being told to. */
    public int deaths() {
        return deaths.get();
    }

    public Optional<Running> running() {
        return Optional.ofNullable(process).map(Process::toHandle).filter(ProcessHandle::isAlive).map(Running::of);
    }

    public void start() {
        Thread.ofPlatform().name("watch-" + plan.name()).daemon().start(this::live);
    }

    /** Never started again from here on; it may still run. */
    public synchronized void stayDown() {
        stopping.countDown();
    }

    private void live() {
        try {
            while (!stayingDown()) {
                liveOnce();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void liveOnce() throws InterruptedException {
        Duration healthy = Duration.ZERO;
        try {
            long logFrom = Files.exists(plan.log()) ? Files.size(plan.log()) : 0;
            Process alive = launch();
            if (alive == null) {
                return;
            }
            long readyAt = awaitReady(alive, logFrom);
            int exit = alive.waitFor();
            state = State.DOWN;
            healthy = readyAt == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - readyAt);
            afterDeath(healthy, pause -> watcher.died(this, exit, pause));
        } catch (IOException why) {
            afterDeath(healthy, pause -> watcher.notStarted(this, why, pause));
        }
    }

    private void afterDeath(Duration healthy, Consumer<Duration> tell) throws InterruptedException {
        if (!stayingDown()) {
            Duration pause = backoff.after(healthy);
            deaths.incrementAndGet();
            tell.accept(pause);
            stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized @Nullable Process launch() throws IOException {
        if (stayingDown()) {
            return null;
        }
        Files.createDirectories(parent(plan.log()));
        var builder = new ProcessBuilder(apart(plan.command().get())).redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(plan.log().toFile()));
        builder.environment().putAll(plan.environment());
        Process started = builder.start();
        process = started;
        state = State.STARTING;
        watcher.started(this);
        return started;
    }

    /** The command, deaf to what is meant for the launcher's group of processes; it keeps the pid it is started with. */
    static List<String> apart(List<String> command) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", APART, "jinlin"));
        words.addAll(command);
        return words;
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? Path.of("/") : parent;
    }

    /** When it was ready, in nanoseconds of this machine's clock; 0 when it died or was told to stay down before. */
    private long awaitReady(Process alive, long logFrom) throws InterruptedException {
        long from = System.nanoTime();
        while (alive.isAlive() && !stopping.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
            if (plan.ready().test(logFrom)) {
                state = State.UP;
                long now = System.nanoTime();
                watcher.ready(this, Duration.ofNanos(now - from));
                return now;
            }
        }
        return 0;
    }

    private boolean stayingDown() {
        return stopping.getCount() == 0;
    }
}
