package cn.jinlin.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import cn.jinlin.launcher.console.Console;
import cn.jinlin.launcher.process.Child;
import cn.jinlin.launcher.process.Patience;
import cn.jinlin.launcher.process.Plan;
import cn.jinlin.launcher.process.RunFile.Entry;
import cn.jinlin.launcher.process.Running;
import cn.jinlin.launcher.process.State;
import cn.jinlin.launcher.process.Tier;

/** The processes of one run, started engines first and ended engines last. */
final class Suite implements Child.Watcher {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration READY_WITHIN = Duration.ofMinutes(3);
    private static final Duration TELL_EVERY = Duration.ofSeconds(5);
    private static final int DEATHS_BEFORE_GIVING_UP = 3;

    private final List<Child> children;
    private final Consumer<List<Entry>> changed;
    private final Console console;
    private volatile boolean stopping;

    /** @param changed told of every process that came or went */
    Suite(List<Plan> plans, Consumer<List<Entry>> changed, Console console) {
        this.children = plans.stream().map(plan -> new Child(plan, this)).toList();
        this.changed = changed;
        this.console = console;
    }

    /** Returns when all are ready. Services and gateway start side by side, once the engines are there. */
    void start() throws NotReady {
        startAndAwait(children.stream().filter(child -> child.plan().tier() == Tier.ENGINES).toList());
        startAndAwait(children.stream().filter(child -> child.plan().tier() != Tier.ENGINES).toList());
    }

    /** Ends all in order and returns when they are gone. May be called at any time, also while they start. */
    void stop() {
        stopping = true;
        children.forEach(Child::stayDown);
        for (Tier tier : List.of(Tier.GATEWAY, Tier.SERVICES, Tier.ENGINES)) {
            List<Child> some = children.stream().filter(child -> child.plan().tier() == tier && child.running().isPresent())
                    .toList();
            if (!some.isEmpty()) {
                Running.end(some.stream().flatMap(child -> child.running().stream()).toList(), GRACE);
                console.done(names(some) + " ended");
            }
        }
    }

    List<Entry> entries() {
        return children.stream().map(child -> new Entry(child.plan().name(), child.plan().tier(), child.plan().ports(),
                child.running().orElse(null))).toList();
    }

    private void startAndAwait(List<Child> some) throws NotReady {
        if (stopping) {
            return;
        }
        some.forEach(Child::start);
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (!Patience.until(TELL_EVERY, () -> stopping || givenUp(some) || allUp(some))) {
            console.doing("waiting for " + names(some.stream().filter(child -> child.state() != State.UP).toList()));
            if (System.nanoTime() > end) {
                break;
            }
        }
        if (!stopping && !allUp(some)) {
            throw new NotReady(some.stream().filter(child -> child.state() != State.UP).map(Child::plan).toList());
        }
    }

    private static boolean allUp(List<Child> some) {
        return some.stream().allMatch(child -> child.state() == State.UP);
    }

    private static boolean givenUp(List<Child> some) {
        return some.stream().anyMatch(child -> child.state() != State.UP && child.deaths() >= DEATHS_BEFORE_GIVING_UP);
    }

    private static String names(List<Child> some) {
        return some.stream().map(child -> child.plan().name()).collect(Collectors.joining(", "));
    }

    @Override
    public void started(Child child) {
        changed.accept(entries());
    }

    @Override
    public void ready(Child child, Duration took) {
        console.done(child.plan().name() + " ready on " + ports(child) + " after " + Console.seconds(took));
    }

    private static String ports(Child child) {
        return child.plan().ports().stream().map(String::valueOf).collect(Collectors.joining(" and ", "port ", ""));
    }

    @Override
    public void died(Child child, int exit, Duration pause) {
        changed.accept(entries());
        console.notice(
                child.plan().name() + " ended by itself with exit code " + exit + ", started again in " + Console.seconds(pause)
                        + "; its log: " + child.plan().log());
    }

    @Override
    public void notStarted(Child child, IOException why, Duration pause) {
        console.notice(child.plan().name() + " could not be started: " + why.getMessage() + "; tried again in "
                + Console.seconds(pause));
    }
}
