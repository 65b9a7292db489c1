package cn.jinlin.kit.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import cn.jinlin.embedded.EmbeddedEngines;

/** One embedded store and one broker for all tests of this JVM, on free ports and in a folder of their own. */
public final class Engines {
    private static final EmbeddedEngines SHARED = start();

    private Engines() {}

    /** The store's connection string. */
    public static String mongoUri() {
        return SHARED.uri();
    }

    public static String bootstrapServers() {
        return SHARED.bootstrapServers();
    }

    private static EmbeddedEngines start() {
        try {
            Path folder = Files.createTempDirectory("jinlin-engines-");
            EmbeddedEngines engines = EmbeddedEngines.start(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(engines, folder)));
            return engines;
        } catch (Exception e) {
            throw new IllegalStateException("the engines do not start", e);
        }
    }

    private static void stop(EmbeddedEngines engines, Path folder) {
        try (engines) {
            // closed by the resource block, and only then removed
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
