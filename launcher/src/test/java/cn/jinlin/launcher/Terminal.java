package cn.jinlin.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import cn.jinlin.launcher.process.Ports;
import cn.jinlin.launcher.process.Running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A person's terminal with a folder of its own: runs the launcher on fake apps, and ends what is left at the end. */
final class Terminal implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final Map<String, String> env = new HashMap<>();
    private final List<Process> started = new ArrayList<>();

    Terminal(Path folder) throws IOException {
        this.folder = folder;
        env.put("XDG_RUNTIME_DIR", folder.toString());
        List<Integer> free = Ports.someFree(Port.values().length);
        for (Port port : Port.values()) {
            env.put(port.variable(), free.get(port.ordinal()).toString());
        }
    }

    int port(Port port) {
        return Integer.parseInt(env.get(port.variable()));
    }

    Path data() {
        return folder.resolve("data");
    }

    void set(String variable, String value) {
        env.put(variable, value);
    }

    /** One call of ./jinlin and its output so far. */
    record Call(Process process, Path output) {
        String said() {
            try {
                return Files.readString(output);
            } catch (IOException notYet) {
                return "";
            }
        }

        int exit() throws InterruptedException {
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("ended: %s", said()).isTrue();
            return process.exitValue();
        }

        void awaitSaid(String words) {
            await().atMost(LIMIT).untilAsserted(() -> assertThat(said()).contains(words));
        }

        void terminate() {
            process.destroy();
        }
    }

    Call call(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(Images.java().toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-Dstdout.encoding=UTF-8", "-cp", System.getProperty("java.class.path"), FakeLauncher.class.getName()));
        command.addAll(List.of(words));
        Path output = Files.createTempFile(folder, "output", ".txt");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(env);
        Process process = builder.start();
        started.add(process);
        return new Call(process, output);
    }

    Call up() throws IOException {
        return call("up", "--data", data().toString());
    }

    Call upAndReady() throws IOException {
        Call up = up();
        up.awaitSaid("end      Ctrl-C here");
        return up;
    }

    /** The lines of {@code status --json} by name. */
    Map<String, JsonNode> status() throws IOException, InterruptedException {
        Call status = call("status", "--json");
        status.exit();
        Map<String, JsonNode> rows = new HashMap<>();
        status.said().lines().map(line -> new JsonMapper().readTree(line))
                .forEach(row -> rows.put(row.path("name").asString(), row));
        return rows;
    }

    void exitsStatusWith(int expected) throws IOException, InterruptedException {
        Call status = call("status");
        assertThat(status.exit()).as(status.said()).isEqualTo(expected);
    }

    long pid(String name) throws IOException, InterruptedException {
        return status().get(name).path("pid").asLong(0);
    }

    List<String> events() throws IOException {
        return Files.readAllLines(data().resolve("events"));
    }

    static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(Running::of).filter(Running::alive).isPresent();
    }

    /** As kill -9 does it. */
    static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().atMost(LIMIT).until(() -> !alive(pid));
    }

    /** The launcher and the shell that watches over it, so that nobody is left to end the others. */
    static void killLauncherAndWarden(Call up) {
        List<ProcessHandle> shells = up.process().children()
                .filter(child -> child.info().command().orElse("").matches(".*/(sh|dash|bash)")).toList();
        assertThat(shells).hasSize(1);
        shells.forEach(shell -> kill(shell.pid()));
        up.process().destroyForcibly();
        await().atMost(LIMIT).until(() -> !up.process().isAlive());
    }

    @Override
    public void close() throws Exception {
        for (Process process : started) {
            process.destroy();
        }
        for (Process process : started) {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        call("down").process().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
