package cn.jinlin.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

import cn.jinlin.launcher.console.Console;
import cn.jinlin.launcher.demo.Story;
import cn.jinlin.launcher.door.Door;
import cn.jinlin.launcher.process.RunFile;
import cn.jinlin.launcher.process.RunFolder;

/** {@code ./jinlin demo}: plays the story on the suite that runs, or on one of its own that goes away with its data. */
final class Demo {
    private static final int FAILED = 1;

    private final Settings settings;
    private final RunFolder folder;
    private final Lineup lineup;
    private final Console console;

    Demo(Settings settings, RunFolder folder, Lineup lineup, Console console) {
        this.settings = settings;
        this.folder = folder;
        this.lineup = lineup;
        this.console = console;
    }

    /** @return 0 only when every step held */
    int run() throws IOException {
        Optional<RunFile> running = folder.read(settings.port(Port.GATEWAY)).filter(run -> run.launcher().alive());
        return running.isPresent() ? play(running.get().address()) : playOnItsOwn();
    }

    private int play(String address) {
        console.line("The story of one hour of service, played at " + address);
        try (var door = new Door(address)) {
            boolean held = new Story(door, console).play();
            console.line(held ? "\nEvery step held." : "\nA step did not hold.");
            return held ? 0 : FAILED;
        }
    }

    private int playOnItsOwn() throws IOException {
        Settings own = own();
        var run = new Run(own, folder, true, console);
        Shutdown.closing(run, console);
        console.line("Nothing runs on gateway port " + settings.port(Port.GATEWAY) + ": starting a suite for this play alone");
        try (run) {
            run.start(lineup);
            return play(own.address());
        } catch (NotReady why) {
            console.failed(why);
            return FAILED;
        }
    }

    private Settings own() throws IOException {
        return settings.apart(Files.createTempDirectory("jinlin-demo"));
    }
}
