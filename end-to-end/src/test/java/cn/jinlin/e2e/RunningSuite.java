package cn.jinlin.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The whole suite as {@code ./jinlin up} starts it, on free ports and with a data folder of its own. */
final class RunningSuite implements AutoCloseable {
    private static final Path HOME = Path.of(System.getProperty("jinlin.home", "..")).toAbsolutePath().normalize();
    private static final List<String> NAMES = List.of("GATEWAY", "REGISTRATION", "REQUEST", "SUPERVISION", "STORE", "BROKER");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final Map<String, String> settings;
    private Process launcher;

    private RunningSuite(Path folder, Map<String, String> settings) throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.launcher = up();
    }

    static RunningSuite start() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        List<ServerSocket> held = new ArrayList<>();
        for (String name : NAMES) {
            ServerSocket socket = new ServerSocket(0);
            held.add(socket);
            settings.put("JINLIN_" + name + "_PORT", String.valueOf(socket.getLocalPort()));
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        settings.put("JINLIN_BUILD", "never");
        settings.put("JINLIN_AOT", "off");
        settings.put("JINLIN_RESPONSE_TIMEOUT", "8s");
        settings.put("JAVA_HOME", System.getProperty("java.home"));
        RunningSuite suite = new RunningSuite(Files.createTempDirectory("jinlin-e2e-"), settings);
        suite.awaitReady();
        return suite;
    }

    String gateway() {
        return "http://127.0.0.1:" + settings.get("JINLIN_GATEWAY_PORT");
    }

    /** How a further {@code ./jinlin} command against this suite ended, and what it printed. */
    record Ended(int code, String output) {}

    Ended jinlin(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, arguments[0], ".log");
        Process command = command(arguments).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        if (!command.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            command.destroyForcibly();
            throw new AssertionError("jinlin " + String.join(" ", arguments) + " did not end:\n" + Files.readString(out));
        }
        return new Ended(command.exitValue(), Files.readString(out));
    }

    /** What {@code ./jinlin status --json} says, one row for each process. */
    List<JsonNode> status() throws IOException, InterruptedException {
        JsonMapper json = new JsonMapper();
        return jinlin("status", "--json").output().lines().filter(line -> line.startsWith("{")).map(json::readTree).toList();
    }

    /** Sends a signal, such as {@code STOP} or {@code KILL}, to a process of the suite. */
    void signal(String signal, String name) throws IOException, InterruptedException {
        long pid = status().stream().filter(row -> row.path("name").asString().equals(name)).findFirst().orElseThrow().path("pid")
                .asLong();
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor()).isZero();
    }

    static Path home() {
        return HOME;
    }

    /** Ends every process at once, as a power switch would, and starts the suite again. */
    void killEverythingAndStartAgain() throws IOException, InterruptedException {
        List<ProcessHandle> all = new ArrayList<>();
        status().forEach(row -> ProcessHandle.of(row.path("pid").asLong()).ifPresent(all::add));
        all.add(launcher.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        launcher.waitFor();
        launcher = up();
        awaitReady();
    }

    Path logs() {
        return folder.resolve("data").resolve("logs");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        launcher.destroy();
        if (!launcher.waitFor(60, TimeUnit.SECONDS)) {
            launcher.destroyForcibly();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }

    private Process up() throws IOException {
        return command("up").redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("up.log").toFile()))
                .start();
    }

    private void awaitReady() {
        try (Caller caller = new Caller(gateway())) {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
                if (!launcher.isAlive()) {
                    throw new AssertionError("up ended:\n" + Files.readString(folder.resolve("up.log")));
                }
                return Files.readString(folder.resolve("up.log")).contains(gateway()) && caller.isUp();
            });
        } catch (RuntimeException | Error e) {
            throw new AssertionError(output(), e);
        }
    }

    String output() {
        try {
            return Files.readString(folder.resolve("up.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder command(String... arguments) {
        List<String> line = new ArrayList<>(List.of("bash", HOME.resolve("jinlin").toString()));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--data", folder.resolve("data").toString()));
        if (Set.of("status", "down", "rebuild-coverage").contains(arguments[0])) {
            line.subList(line.size() - 2, line.size()).clear();
        }
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().putAll(settings);
        return builder;
    }
}
