package cn.jinlin.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import cn.jinlin.launcher.console.Console;
import cn.jinlin.launcher.process.Lock;
import cn.jinlin.launcher.process.Owned;
import cn.jinlin.launcher.process.Plan;
import cn.jinlin.launcher.process.PortOwner;
import cn.jinlin.launcher.process.Ports;
import cn.jinlin.launcher.process.RunFile;
import cn.jinlin.launcher.process.RunFile.Entry;
import cn.jinlin.launcher.process.RunFolder;
import cn.jinlin.launcher.process.Running;
import cn.jinlin.launcher.process.Trees;
import cn.jinlin.launcher.process.Warden;

/**
 * One run of the suite, alone on its gateway port and alone on its data folder for as long as it is open. Closing ends
 * all its processes in order, and forgets it; for a throw-away run the data go too.
 */
final class Run implements AutoCloseable {
    private final Settings settings;
    private final RunFolder folder;
    private final Console console;
    private final boolean throwAway;
    private final List<Lock> locks = new ArrayList<>();
    private @Nullable Suite suite;
    private @Nullable Warden warden;
    private boolean closed;

    Run(Settings settings, RunFolder folder, boolean throwAway, Console console) {
        this.settings = settings;
        this.folder = folder;
        this.throwAway = throwAway;
        this.console = console;
    }

    /** Takes port and data folder, clears what a crashed run left on either, and starts all; returns when all is ready. */
    void start(Lineup lineup) throws IOException, NotReady {
        take();
        refuseTakenPorts();
        List<Plan> plans = lineup.plans(settings);
        for (Plan plan : plans) {
            keepOldLog(plan.log());
        }
        begin(plans).start();
    }

    private synchronized Suite begin(List<Plan> plans) throws IOException {
        warden = Warden.start();
        Suite begun = new Suite(plans, this::write, console);
        suite = begun;
        if (closed) {
            begun.stop();
        } else {
            write(begun.entries());
        }
        return begun;
    }

    private void take() throws IOException {
        int port = settings.port(Port.GATEWAY);
        locks.add(folder.lock(port).orElseThrow(() -> new Refused(alreadyRuns(port))));
        Path file = Owned.folder(settings.data()).resolve("launcher.lock");
        String note = Lock.note(file).strip();
        Lock data = Lock.take(file).orElseThrow(() -> new Refused("the data folder " + settings.data()
                + " is in use by the run on gateway port " + note + "; give another one with --data DIR"));
        locks.add(data);
        var leftovers = new Leftovers(folder, console);
        leftovers.clear(port);
        if (note.matches("\\d{1,5}")) {
            leftovers.clear(Integer.parseInt(note));
        }
        leftovers.clearThrowAways();
        data.note(Integer.toString(port));
    }

    private String alreadyRuns(int port) {
        return folder.read(port).filter(run -> run.launcher().alive())
                .map(run -> "Jinlin already runs at " + run.address() + " (pid " + run.launcher().pid() + ", data in "
                        + run.data()
                        + "); './jinlin status' shows it, './jinlin down' ends it, and " + Port.GATEWAY.variable()
                        + " with the other ports starts a second one beside it")
                .orElse("another ./jinlin is just starting or ending on gateway port " + port);
    }

    private void refuseTakenPorts() {
        List<String> taken = new ArrayList<>();
        for (Port port : Port.values()) {
            int number = settings.port(port);
            if (!Ports.free(number)) {
                taken.add("port " + number + " (" + port.label() + ") is taken by " + PortOwner.describe(number)
                        + ": end that, or set "
                        + port.variable() + " to a free port");
            }
        }
        if (!taken.isEmpty()) {
            throw new Refused(String.join(System.lineSeparator(), taken));
        }
    }

    private static void keepOldLog(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private synchronized void write(List<Entry> entries) {
        if (!closed) {
            folder.write(
                    new RunFile(Running.self(), settings.port(Port.GATEWAY), settings.data().toString(), throwAway, entries));
            if (warden != null) {
                warden.watch(entries);
            }
        }
    }

    synchronized boolean open() {
        return !closed;
    }

    RunFile file() {
        Suite begun = suite;
        return new RunFile(Running.self(), settings.port(Port.GATEWAY), settings.data().toString(), throwAway,
                begun == null ? List.of() : begun.entries());
    }

    /** The run file stays until the last process is gone, so that a crash in here is noticed too. */
    @Override
    public void close() throws IOException {
        Suite begun;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            begun = suite;
        }
        if (begun != null) {
            begun.stop();
            folder.delete(settings.port(Port.GATEWAY));
        }
        if (warden != null) {
            warden.close();
        }
        if (throwAway) {
            Trees.delete(settings.data());
            folder.forget(settings.port(Port.GATEWAY));
        }
        for (Lock lock : locks) {
            lock.close();
        }
    }
}
