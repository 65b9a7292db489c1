package cn.jinlin.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import cn.jinlin.launcher.console.Console;
import cn.jinlin.launcher.process.Patience;
import cn.jinlin.launcher.process.RunFile;
import cn.jinlin.launcher.process.RunFolder;
import cn.jinlin.launcher.process.Running;

/** {@code ./jinlin down}: ends what runs at this gateway port, in order, and returns when all of it is gone. */
record Down(int gatewayPort, RunFolder folder, Console console) {
    private static final Duration ORDERLY_END = Duration.ofSeconds(75);

    int run() throws IOException {
        Optional<RunFile> found = folder.read(gatewayPort);
        if (found.isEmpty()) {
            console.line("nothing runs on gateway port " + gatewayPort);
            return 0;
        }
        RunFile run = found.get();
        if (run.launcher().alive()) {
            console.doing("ending the run of pid " + run.launcher().pid() + " at " + run.address());
            run.launcher().handle().ifPresent(ProcessHandle::destroy);
            if (!Patience.until(ORDERLY_END, () -> !run.launcher().alive())) {
                console.notice("the launcher did not end in " + ORDERLY_END.toSeconds() + " s, ending it and its processes");
                Running.end(List.of(run.launcher()), Duration.ZERO);
            }
        }
        new Leftovers(folder, console).clear(gatewayPort);
        console.done("all ended");
        return 0;
    }
}
