package cn.jinlin.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import cn.jinlin.launcher.console.Console;
import cn.jinlin.launcher.process.Trees;

/**
 * The jars that were built, each unpacked once beside its build, under a name made of its content and the JDK: a later
 * build never overwrites what is running, and a start-up cache never meets another jar than it was made for.
 */
final class Images {
    private final Path home;
    private final Console console;

    Images(Path home, Console console) {
        this.home = home;
        this.console = console;
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** The unpacked jar; the jar as it was built, with a notice, when it cannot be unpacked. */
    Image of(Part part) {
        Path built = built(part.module());
        try {
            Path folder = home.resolve(part.module()).resolve("target/aot").resolve(key(built));
            Path jar = folder.resolve("app").resolve(built.getFileName().toString());
            if (!Files.exists(jar)) {
                unpack(built, folder);
            }
            Files.setLastModifiedTime(folder, FileTime.fromMillis(System.currentTimeMillis()));
            return new Image(jar, folder.resolve("app.aot"));
        } catch (IOException why) {
            console.notice(part.label() + ": " + built + " could not be unpacked (" + why.getMessage() + "), started as it is");
            return new Image(built, null);
        }
    }

    /** Deletes what earlier builds left; only for when no other run of this user is alive, since it may be theirs. */
    void deleteOthers(Image kept) throws IOException {
        Path folder = kept.cache() == null ? null : kept.cache().getParent();
        if (folder == null || folder.getParent() == null) {
            return;
        }
        try (Stream<Path> all = Files.list(folder.getParent())) {
            for (Path other : all.filter(one -> !one.equals(folder)).toList()) {
                Trees.delete(other);
            }
        }
    }

    private Path built(String module) {
        return newest(home.resolve(module).resolve("target"), module)
                .orElseThrow(
                        () -> new Refused("there is no " + module + "/target/" + module + "-…-exec.jar; run ./mvnw package"));
    }

    private static Optional<Path> newest(Path folder, String module) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(module + "-.*-exec\\.jar"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()));
        } catch (IOException noFolder) {
            return Optional.empty();
        }
    }

    /** From the checksums that the jar's directory lists, so that a rebuild with the same content keeps its name. */
    private static String key(Path jar) throws IOException {
        var sum = new CRC32();
        try (var zip = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> entries = zip.stream().sorted(Comparator.comparing(ZipEntry::getName)).toList();
            for (ZipEntry entry : entries) {
                sum.update(entry.getName().getBytes(StandardCharsets.UTF_8));
                sum.update(ByteBuffer.allocate(2 * Long.BYTES).putLong(entry.getCrc()).putLong(entry.getSize()).flip());
            }
        }
        return HexFormat.of().toHexDigits(sum.getValue(), 8) + "-jdk" + Runtime.version().toString().replaceAll("[^\\w.]", "_");
    }

    private static void unpack(Path jar, Path folder) throws IOException {
        Path fresh = folder.resolveSibling(folder.getFileName() + ".new" + ProcessHandle.current().pid());
        Trees.delete(fresh);
        Trees.delete(folder);
        Unpacking.of(jar, Files.createDirectories(fresh.resolve("app")), jar.getFileName().toString());
        Files.move(fresh, folder);
    }
}
