package cn.jinlin.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import cn.jinlin.launcher.console.Console;
import cn.jinlin.launcher.process.RunFile;
import cn.jinlin.launcher.process.RunFolder;
import cn.jinlin.launcher.process.Running;
import cn.jinlin.launcher.process.Tier;
import cn.jinlin.launcher.process.Trees;

/** What a run left behind whose launcher is gone: processes, its run file, and the data of a throw-away run. */
final class Leftovers {
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final RunFolder folder;
    private final Console console;

    Leftovers(RunFolder folder, Console console) {
        this.folder = folder;
        this.console = console;
    }

    /** Ends, in order, what is left of the run at that gateway port; touches nothing while its launcher lives. */
    void clear(int gatewayPort) throws IOException {
        RunFile run = folder.read(gatewayPort).filter(found -> !found.launcher().alive()).orElse(null);
        if (run != null) {
            tell(run);
            endAll(run);
            folder.delete(gatewayPort);
            if (run.throwAway()) {
                Trees.delete(Path.of(run.data()));
                folder.forget(gatewayPort);
            }
        }
    }

    /** The same for every throw-away run, since nobody will ever ask for its port again. */
    void clearThrowAways() throws IOException {
        for (RunFile run : folder.all()) {
            if (run.throwAway()) {
                clear(run.gatewayPort());
            }
        }
    }

    private void tell(RunFile run) {
        String living = run.processes().stream()
                .flatMap(entry -> entry.living().map(process -> entry.name() + " (pid " + process.pid() + ")").stream())
                .collect(Collectors.joining(", "));
        console.notice("an earlier run (launcher pid " + run.launcher().pid() + ") ended without stopping its processes; "
                + (living.isEmpty() ? "none of them is left" : "ending " + living));
    }

    static void endAll(RunFile run) {
        for (Tier tier : List.of(Tier.GATEWAY, Tier.SERVICES, Tier.ENGINES)) {
            Running.end(run.living(tier), GRACE);
        }
    }
}
