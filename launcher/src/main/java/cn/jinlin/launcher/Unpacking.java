package cn.jinlin.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * Lays an exec jar out as a plain jar beside its libraries, which the JVM opens by itself: it starts faster than nested
 * jars, and only plain jars can have a start-up cache.
 */
final class Unpacking {
    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final String ORDER = "BOOT-INF/classpath.idx";
    private static final String START_CLASS = "Start-Class";

    private final JarFile source;
    private final Path folder;

    private Unpacking(JarFile source, Path folder) {
        this.source = source;
        this.folder = folder;
    }

    /** Writes {@code name} and {@code lib/} into the folder. */
    static void of(Path execJar, Path folder, String name) throws IOException {
        try (var source = new JarFile(execJar.toFile(), false)) {
            new Unpacking(source, folder).unpack(name);
        }
    }

    private void unpack(String name) throws IOException {
        List<String> libraries = libraries();
        Files.createDirectories(folder.resolve("lib"));
        for (String library : libraries) {
            try (var content = source.getInputStream(source.getJarEntry(library))) {
                Files.copy(content, folder.resolve("lib").resolve(fileName(library)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try (var jar = new JarOutputStream(Files.newOutputStream(folder.resolve(name)), manifest(libraries))) {
            for (JarEntry entry : source.stream().filter(one -> own(one.getName())).toList()) {
                copy(entry, jar);
            }
        }
    }

    /** Folders too: Spring finds its components by the entries of their packages. */
    private void copy(JarEntry entry, JarOutputStream jar) throws IOException {
        jar.putNextEntry(new JarEntry(entry.getName().replaceFirst("^" + CLASSES, "")));
        if (!entry.isDirectory()) {
            try (var content = source.getInputStream(entry)) {
                content.transferTo(jar);
            }
        }
        jar.closeEntry();
    }

    /** In the order of the class path as it was built. */
    private List<String> libraries() throws IOException {
        JarEntry order = source.getJarEntry(ORDER);
        if (order == null || source.getManifest() == null) {
            throw new IOException("it is not laid out as an exec jar");
        }
        try (var lines = new BufferedReader(new InputStreamReader(source.getInputStream(order), StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> line.replaceFirst("^- \"(.*)\"$", "$1")).filter(line -> line.startsWith(LIBRARIES))
                    .toList();
        }
    }

    private Manifest manifest(List<String> libraries) throws IOException {
        var manifest = new Manifest(source.getManifest());
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MAIN_CLASS, main.getValue(START_CLASS));
        main.put(Attributes.Name.CLASS_PATH,
                libraries.stream().map(one -> "lib/" + fileName(one)).collect(Collectors.joining(" ")));
        main.remove(new Attributes.Name(START_CLASS));
        main.keySet().removeIf(key -> key.toString().startsWith("Spring-Boot-C") || key.toString().startsWith("Spring-Boot-L"));
        return manifest;
    }

    private static boolean own(String name) {
        if (name.startsWith(CLASSES)) {
            return name.length() > CLASSES.length();
        }
        return name.startsWith("META-INF/maven/");
    }

    private static String fileName(String entry) {
        return entry.substring(entry.lastIndexOf('/') + 1);
    }
}
