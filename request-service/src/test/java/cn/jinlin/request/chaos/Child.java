package cn.jinlin.request.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A JVM of this run: told what to do by lines, stopped and continued by signals, and killed in the end in any case. */
final class Child {
    private final Process process;
    private final PrintWriter in;
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

    private Child(Process process, Path log) {
        this.process = process;
        this.in = new PrintWriter(process.outputWriter(), true);
        Thread.ofPlatform().daemon().name("log-" + process.pid()).start(() -> keep(process.inputReader(), log));
    }

    /** @param command the JVM's flags, its main class and its arguments */
    static Child start(Path log, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("JINLIN_") || name.startsWith("SPRING_"));
        builder.environment().putAll(environment);
        try {
            return new Child(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(BufferedReader lines, Path log) {
        try (lines;
                PrintWriter out = new PrintWriter(
                        Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND), true)) {
            out.println("==== process " + process.pid());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(Leash.READY)) {
                    ready.complete(true);
                }
                out.println(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ready.complete(false);
        }
    }

    /** False when it ended before it was ready, or was not ready in time. */
    boolean awaitReady(Duration patience) {
        return ready.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /** The exit code, or -1 when it still runs after that time. */
    int awaitEnd(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
    }

    boolean alive() {
        return process.isAlive();
    }

    void tell(String line) {
        in.println(line);
    }

    void signal(String name) throws InterruptedException {
        if (!process.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
