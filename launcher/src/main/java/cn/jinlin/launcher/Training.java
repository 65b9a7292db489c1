package cn.jinlin.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import cn.jinlin.launcher.console.Console;
import cn.jinlin.launcher.process.Lock;
import cn.jinlin.launcher.process.Patience;
import cn.jinlin.launcher.process.Probe;
import cn.jinlin.launcher.process.RunFolder;
import cn.jinlin.launcher.process.Trees;

/**
 * Makes the missing start-up caches (JDK 25 AOT caches), one after the other, at the lowest priority and behind a suite
 * that already runs. Each comes from one run of the service that ends before it serves anything. One that cannot be made
 * is a notice in its log and is not tried again for the same jar, one that took too long is; everything works without.
 */
final class Training {
    private static final int LIMIT_SECONDS = 900;
    private static final int ENDED_BY_TERM = 143;
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final List<String> SILENT = List.of("--server.port=0", "--spring.kafka.listener.auto-startup=false",
            "--spring.kafka.admin.auto-create=false");

    private final Settings settings;
    private final Keys keys;
    private volatile @Nullable Process running;
    private volatile boolean stopped;
    private boolean tooSlow;

    private Training(Settings settings, Keys keys) {
        this.settings = settings;
        this.keys = keys;
    }

    static void inBackground(Settings settings, BuiltLineup lineup, RunFolder folder, Console console) throws IOException {
        if (!settings.caches()) {
            return;
        }
        var training = new Training(settings, Keys.in(settings.data()));
        Runtime.getRuntime().addShutdownHook(new Thread(training::stop, "stop-training"));
        Thread.ofPlatform().name("training").daemon().start(() -> training.all(lineup.images(), folder, console));
    }

    private void all(Map<Part, Image> images, RunFolder folder, Console console) {
        try {
            boolean alone = folder.all().stream().filter(run -> run.launcher().alive()).count() <= 1;
            int made = 0;
            for (Map.Entry<Part, Image> one : images.entrySet()) {
                if (alone) {
                    new Images(settings.home(), console).deleteOthers(one.getValue());
                }
                made += makeOne(one.getKey(), one.getValue()) ? 1 : 0;
            }
            if (made > 0) {
                console.done(made + " start-up caches made; the next start is faster");
            }
        } catch (IOException why) {
            console.notice("start-up caches: " + why.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean makeOne(Part part, Image image) throws IOException, InterruptedException {
        Path cache = image.cache();
        if (stopped || cache == null || Files.exists(cache) || Files.exists(tried(cache))) {
            return false;
        }
        try (Lock lock = Lock.take(cache.resolveSibling("training.lock")).orElse(null)) {
            return lock != null && train(part, image, cache);
        }
    }

    private boolean train(Part part, Image image, Path cache) throws IOException, InterruptedException {
        Path fresh = cache.resolveSibling("app.aot.new");
        Path log = cache.resolveSibling("training.log");
        Path data = Files.createTempDirectory("jinlin-training");
        try {
            boolean well = part == Part.EMBEDDED ? engines(image, fresh, log, data) : service(part, image, fresh, log);
            if (well && !stopped && Files.exists(fresh)) {
                Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
                return true;
            }
            if (!stopped && !tooSlow) {
                Files.writeString(tried(cache), "see training.log\n");
            }
            return false;
        } finally {
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(fresh.resolveSibling(fresh.getFileName() + ".config"));
            Trees.delete(data);
        }
    }

    /** Reads its settings and makes all its parts, and ends before any of them begins to work. */
    private boolean service(Part part, Image image, Path fresh, Path log) throws IOException, InterruptedException {
        List<String> program = new ArrayList<>(List.of("-jar", image.jar().toString()));
        program.addAll(SILENT);
        Process process = start(part, settings, List.of("-XX:AOTCacheOutput=" + fresh, "-Dspring.context.exit=onRefresh"),
                program, log);
        return endedWell(process);
    }

    /** Starts on ports and data of its own, and is told to end once it is ready. */
    private boolean engines(Image image, Path fresh, Path log, Path data) throws IOException, InterruptedException {
        Process process = start(Part.EMBEDDED, settings.apart(data), List.of("-XX:AOTCacheOutput=" + fresh),
                List.of("-jar", image.jar().toString()), log);
        Patience.until(READY_WITHIN, () -> !process.isAlive() || Probe.says(log, 0, BuiltLineup.READY));
        process.destroy();
        return endedWell(process);
    }

    private Process start(Part part, Settings chosen, List<String> options, List<String> program, Path log) throws IOException {
        List<String> words = new ArrayList<>(List.of("nice", "-n", "19"));
        words.addAll(BuiltLineup.command(part, chosen, options, program));
        var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(BuiltLineup.environment(part, chosen, keys));
        Process process = builder.start();
        running = process;
        return process;
    }

    private boolean endedWell(Process process) throws InterruptedException {
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        tooSlow = !ended;
        end(process);
        return ended && (process.exitValue() == 0 || process.exitValue() == ENDED_BY_TERM);
    }

    private static Path tried(Path cache) {
        return cache.resolveSibling("training.failed");
    }

    private void stop() {
        stopped = true;
        Process now = running;
        if (now != null) {
            end(now);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
