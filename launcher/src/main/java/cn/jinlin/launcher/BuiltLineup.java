package cn.jinlin.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

import cn.jinlin.launcher.console.Console;
import cn.jinlin.launcher.process.Plan;
import cn.jinlin.launcher.process.Probe;

/** The suite as it was built: one JVM a part, from the jars that production runs. */
final class BuiltLineup implements Lineup {
    private static final List<String> JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    static final String READY = "embedded ready";

    private final Console console;
    private final Map<Part, Image> images = new EnumMap<>(Part.class);

    BuiltLineup(Console console) {
        this.console = console;
    }

    @Override
    public List<Plan> plans(Settings settings) throws IOException {
        Keys keys = Keys.in(settings.data());
        var source = new Images(settings.home(), console);
        List<Plan> plans = new ArrayList<>();
        for (Part part : Part.values()) {
            Image image = source.of(part);
            images.put(part, image);
            plans.add(plan(part, image, settings, keys));
        }
        return plans;
    }

    Map<Part, Image> images() {
        return images;
    }

    private static Plan plan(Part part, Image image, Settings settings, Keys keys) {
        Path log = settings.logs().resolve(part.label() + ".log");
        List<Integer> ports = part.ports().stream().map(settings::port).toList();
        Supplier<List<String>> command = () -> command(part, settings, image.cacheOption(),
                List.of("-jar", image.jar().toString()));
        return new Plan(part.label(), part.tier(), ports, command, environment(part, settings, keys), log,
                ready(part, ports, log));
    }

    /** The options of the person at the terminal come last, and so win. */
    static List<String> command(Part part, Settings settings, List<String> more, List<String> program) {
        List<String> words = new ArrayList<>();
        words.add(Images.java().toString());
        words.add("-Xmx" + part.heapMb() + "m");
        words.addAll(JVM);
        words.addAll(more);
        String options = settings.env().getOrDefault(part.optionsVariable(), "");
        Arrays.stream(options.split("\\s+")).filter(word -> !word.isBlank()).forEach(words::add);
        words.addAll(program);
        return words;
    }

    static Map<String, String> environment(Part part, Settings settings, Keys keys) {
        Map<String, String> env = new TreeMap<>();
        for (Port port : Port.values()) {
            env.put(port.variable(), Integer.toString(settings.port(port)));
        }
        for (Port service : List.of(Port.REGISTRATION, Port.REQUEST, Port.SUPERVISION)) {
            env.put("JINLIN_" + service.name() + "_URL", "http://127.0.0.1:" + settings.port(service));
        }
        env.put("JINLIN_DATA_DIR", settings.data().toString());
        env.put("JINLIN_MONGODB_URI", "mongodb://127.0.0.1:" + settings.port(Port.STORE));
        env.put("JINLIN_KAFKA_BOOTSTRAP", "127.0.0.1:" + settings.port(Port.BROKER));
        env.put("JINLIN_DEV_PUBLIC_KEY", keys.publicKey().toString());
        env.put("SPRING_PROFILES_ACTIVE", "embedded,dev-tokens");
        if (part == Part.GATEWAY) {
            env.put("JINLIN_DEV_PRIVATE_KEY", keys.privateKey().toString());
        }
        return env;
    }

    private static LongPredicate ready(Part part, List<Integer> ports, Path log) {
        if (part == Part.EMBEDDED) {
            return logFrom -> Probe.says(log, logFrom, READY) && ports.stream().allMatch(Probe::accepts);
        }
        return logFrom -> Probe.healthy(ports.getFirst(), part.health());
    }
}
