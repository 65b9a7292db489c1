package cn.jinlin.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import cn.jinlin.launcher.console.Console;
import cn.jinlin.launcher.process.RunFolder;

/** The entry: reads the command line and hands over to the command. */
public final class Launcher {
    private static final int REFUSED = 2;
    private static final int FAILED = 1;

    private final Map<String, String> env;
    private final Path home;
    private final Lineup lineup;
    private final Console console;

    Launcher(Map<String, String> env, Path home, Lineup lineup, Console console) {
        this.env = env;
        this.home = home;
        this.lineup = lineup;
        this.console = console;
    }

    public static void main(String[] args) throws InterruptedException {
        var console = new Console(System.out);
        Path home = Path.of(System.getProperty("jinlin.home", "")).toAbsolutePath();
        System.exit(new Launcher(System.getenv(), home, new BuiltLineup(console), console).run(args));
    }

    /** @return the exit code: 2 for what the caller has to change, 1 for what failed */
    int run(String... args) throws InterruptedException {
        try {
            return dispatch(Arguments.of(args));
        } catch (Refused refusal) {
            console.failed(refusal);
            return REFUSED;
        } catch (IOException failure) {
            console.failed(failure);
            return FAILED;
        }
    }

    private int dispatch(Arguments arguments) throws IOException, InterruptedException {
        Settings settings = Settings.of(home, arguments.data(), env);
        RunFolder folder = RunFolder.ofUser(env);
        int port = settings.port(Port.GATEWAY);
        return switch (arguments.command()) {
            case "up" -> new Up(settings, folder, lineup, console).run(sinceCall());
            case "demo" -> new Demo(settings, folder, lineup, console).run();
            case "load-district" -> new LoadDistrict(port, folder, console).run();
            case "rebuild-coverage" -> new RebuildCoverage(port, folder, console).run();
            case "status" -> new Status(port, folder, console).run(arguments.json());
            case "down" -> new Down(port, folder, console).run();
            default -> throw new Refused("there is no command '" + arguments.command() + "'; try ./jinlin help");
        };
    }

    /** The time since ./jinlin was called: it becomes this process. What a build took does not count as starting. */
    private static Duration sinceCall() {
        if (Boolean.getBoolean("jinlin.built")) {
            return Duration.ZERO;
        }
        return ProcessHandle.current().info().startInstant().map(start -> Duration.between(start, Instant.now()))
                .filter(time -> !time.isNegative()).orElse(Duration.ZERO);
    }

    private record Arguments(String command, @Nullable Path data, boolean json) {
        static Arguments of(String... args) {
            @Nullable
            Path data = null;
            boolean json = false;
            for (int i = 1; i < args.length; i++) {
                if (args[i].equals("--json")) {
                    json = true;
                } else if (args[i].equals("--data") && i + 1 < args.length) {
                    data = Path.of(args[++i]);
                } else if (args[i].startsWith("--data=")) {
                    data = Path.of(args[i].substring("--data=".length()));
                } else {
                    throw new Refused("'" + args[i] + "' is not understood; try ./jinlin help");
                }
            }
            return new Arguments(Arrays.stream(args).findFirst().orElse("help"), data, json);
        }
    }
}
