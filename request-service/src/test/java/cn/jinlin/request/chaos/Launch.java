package cn.jinlin.request.chaos;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * How a JVM of this run is started: small, on the class path of the test, and quick, because every crash costs a start.
 * Folders of classes are packed, since only jars can be in a cache of what a start has loaded and linked.
 */
final class Launch {
    private static final Duration TRAINED_WITHIN = Duration.ofMinutes(2);
    private static final List<String> NOT_FOR_THEM = List.of("junit", "mockito", "archunit", "assertj", "byte-buddy",
            "testcontainers", "xmlunit", "jsonassert");

    private final String classPath;
    private final Path cache;

    private Launch(String classPath, Path cache) {
        this.classPath = classPath;
        this.cache = cache;
    }

    /** @param folder where jars and cache are kept as long as no class changes */
    static Launch in(Path folder) throws IOException {
        List<Path> entries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .filter(entry -> NOT_FOR_THEM.stream().noneMatch(entry.getFileName().toString()::startsWith)).toList();
        Path kept = Files.createDirectories(folder.resolve(Long.toHexString(fingerprint(entries))).toAbsolutePath());
        List<String> jars = new ArrayList<>();
        for (Path entry : entries) {
            jars.add((Files.isDirectory(entry) ? packed(entry, kept.resolve("part-" + jars.size() + ".jar")) : entry).toString());
        }
        return new Launch(String.join(File.pathSeparator, jars), kept.resolve("instance.aot"));
    }

    private static long fingerprint(List<Path> entries) throws IOException {
        CRC32 sum = new CRC32();
        for (Path entry : entries) {
            try (var files = Files.walk(entry)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    sum.update((file + "|" + Files.size(file) + "|" + Files.getLastModifiedTime(file)).getBytes());
                }
            }
        }
        return sum.getValue();
    }

    /** With an entry for each folder, which a scan of packages needs. */
    private static Path packed(Path classes, Path jar) throws IOException {
        if (Files.exists(jar)) {
            return jar;
        }
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar)); var files = Files.walk(classes)) {
            out.setLevel(1);
            for (Path file : files.filter(file -> !file.equals(classes)).sorted().toList()) {
                String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                out.putNextEntry(new ZipEntry(Files.isDirectory(file) ? name + '/' : name));
                if (Files.isRegularFile(file)) {
                    Files.copy(file, out);
                }
            }
        }
        return jar;
    }

    /** Starts an instance once to see what a start needs, unless that was seen before. */
    void train(Map<String, String> environment, List<String> arguments, Path log) {
        if (Files.exists(cache)) {
            return;
        }
        Child learner = Child.start(log, environment, command("-XX:AOTCacheOutput=" + cache, 256, InstanceMain.class, arguments));
        try {
            if (learner.awaitReady(TRAINED_WITHIN)) {
                learner.tell("quit");
                learner.awaitEnd(TRAINED_WITHIN);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            learner.kill();
        }
        if (!Files.exists(cache)) {
            throw new UncheckedIOException(new IOException("there is no " + cache + ", see " + log));
        }
    }

    List<String> instance(List<String> arguments) {
        return command("-XX:AOTCache=" + cache, 224, InstanceMain.class, arguments);
    }

    List<String> engine(Class<?> main, Path folder, int port) {
        return command("-Xshare:auto", 256, main, List.of(folder.toString(), Integer.toString(port)));
    }

    private List<String> command(String cached, int heapMegabytes, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), cached,
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx" + heapMegabytes + "m", "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", classPath,
                main.getName()));
        command.addAll(arguments);
        return command;
    }
}
