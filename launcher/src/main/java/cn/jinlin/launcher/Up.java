package cn.jinlin.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

import cn.jinlin.launcher.console.Console;
import cn.jinlin.launcher.door.Door;
import cn.jinlin.launcher.process.RunFolder;

/** {@code ./jinlin up}: starts all, says where it is and how to get in, and stays until it is told to end. */
final class Up {
    private static final int FAILED = 1;

    private final Settings settings;
    private final RunFolder folder;
    private final Lineup lineup;
    private final Console console;

    Up(Settings settings, RunFolder folder, Lineup lineup, Console console) {
        this.settings = settings;
        this.folder = folder;
        this.lineup = lineup;
        this.console = console;
    }

    /** Returns only when the start failed; otherwise the process ends by a signal, and in order. */
    int run(Duration before) throws IOException, InterruptedException {
        long from = System.nanoTime();
        var run = new Run(settings, folder, false, console);
        Shutdown.closing(run, console);
        console.line("Jinlin is starting, data in " + settings.data());
        try {
            run.start(lineup);
        } catch (NotReady why) {
            console.failed(why);
            return FAILED;
        }
        if (run.open()) {
            welcome(run, before.plusNanos(System.nanoTime() - from));
        }
        if (lineup instanceof BuiltLineup built) {
            Training.inBackground(settings, built, folder, console);
        }
        new CountDownLatch(1).await();
        return 0;
    }

    private void welcome(Run run, Duration took) {
        List<Row> rows = Row.of(run.file());
        long total = rows.stream().mapToLong(Row::rssMb).sum();
        try (var door = new Door(settings.address())) {
            int loaded = new FirstLoad(settings.data()).run(door);
            if (loaded > 0) {
                console.done(loaded + " communities of Jimei loaded");
            }
            console.line(String.format(Locale.ROOT, "%nReady after %s, %,d MB in %d processes.%n", Console.seconds(took), total,
                    rows.size()));
            Row.table(rows).forEach(console::line);
            console.line(String.format("%n  address  %s%n  logs     %s%n%n  Tokens for development:", settings.address(),
                    settings.logs()));
            Tokens.samples(door).forEach((name, token) -> console.line("  " + name + "=" + token));
            console.line(
                    String.format("%n  try      curl -H \"Authorization: Bearer $DISTRICT_ADMIN\" '%s/api/v1/communities?limit=5'"
                            + "%n  play     ./jinlin demo%n  end      Ctrl-C here, or ./jinlin down", settings.address()));
        } catch (IOException why) {
            console.failed(why);
            console.notice("the suite runs at " + settings.address() + " all the same; logs in " + settings.logs());
        }
    }
}
