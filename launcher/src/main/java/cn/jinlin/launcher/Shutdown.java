package cn.jinlin.launcher;

import java.io.IOException;

import cn.jinlin.launcher.console.Console;

/** Ends a run in order when this process is told to end, by Ctrl-C, a closed terminal, {@code down} or its own exit. */
final class Shutdown {
    private Shutdown() {}

    static void closing(Run run, Console console) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                run.close();
            } catch (IOException why) {
                console.failed("not everything could be cleared away: " + why.getMessage());
            }
        }, "shutdown"));
    }
}
