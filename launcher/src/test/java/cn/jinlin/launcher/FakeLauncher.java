package cn.jinlin.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

import cn.jinlin.launcher.console.Console;
import cn.jinlin.launcher.process.Plan;
import cn.jinlin.launcher.process.Probe;

/** The launcher as it is, with a line-up of {@link FakeApp}s. FAKE_BROKEN names one that ends at once. */
final class FakeLauncher {
    private FakeLauncher() {}

    public static void main(String[] args) throws InterruptedException {
        var console = new Console(System.out);
        System.exit(new Launcher(System.getenv(), Path.of("."), FakeLauncher::plans, console).run(args));
    }

    private static List<Plan> plans(Settings settings) {
        return Arrays.stream(Part.values()).map(part -> plan(part, settings)).toList();
    }

    private static Plan plan(Part part, Settings settings) {
        List<Integer> ports = part.ports().stream().map(settings::port).toList();
        List<String> command = new ArrayList<>(
                List.of(Images.java().toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                        System.getProperty("java.class.path"), FakeApp.class.getName(), part.label(),
                        settings.data().resolve("events").toString()));
        ports.forEach(port -> command.add(port.toString()));
        boolean broken = part.label().equals(settings.env().get("FAKE_BROKEN"));
        Path log = settings.logs().resolve(part.label() + ".log");
        LongPredicate ready = part == Part.EMBEDDED
                ? from -> Probe.says(log, from, "embedded ready")
                : from -> Probe.healthy(ports.getFirst(), part.health());
        return new Plan(part.label(), part.tier(), ports,
                () -> broken ? List.of("/bin/sh", "-c", "echo the reason why; exit 7") : command, Map.of(), log, ready);
    }
}
