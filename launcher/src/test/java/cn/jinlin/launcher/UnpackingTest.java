package cn.jinlin.launcher;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UnpackingTest {
    @TempDir
    Path folder;

    @Test
    void laysAnExecJarOutAsAPlainJarBesideItsLibraries() throws IOException {
        Path exec = jar("app-exec.jar", "BOOT-INF/classes/", "", "BOOT-INF/classes/cn/", "", "BOOT-INF/classes/cn/a.txt", "own",
                "BOOT-INF/lib/b.jar", "b", "BOOT-INF/lib/a.jar", "a", "BOOT-INF/lib/unused.jar", "-", "BOOT-INF/classpath.idx",
                "- \"BOOT-INF/lib/b.jar\"\n- \"BOOT-INF/lib/a.jar\"\n", "org/springframework/boot/loader/X.class", "loader");

        Unpacking.of(exec, folder.resolve("out"), "app.jar");

        assertThat(folder.resolve("out/lib")).isDirectoryContaining("glob:**b.jar").isDirectoryNotContaining("glob:**unused.jar");
        try (var plain = new JarFile(folder.resolve("out/app.jar").toFile())) {
            Attributes main = plain.getManifest().getMainAttributes();
            assertThat(main.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo("cn.jinlin.Main");
            assertThat(main.getValue(Attributes.Name.CLASS_PATH)).isEqualTo("lib/b.jar lib/a.jar");
            assertThat(plain.stream().map(JarEntry::getName)).containsExactlyInAnyOrder("META-INF/MANIFEST.MF", "cn/",
                    "cn/a.txt");
        }
        try (var loader = new URLClassLoader(new URL[]{folder.resolve("out/app.jar").toUri().toURL()}, null)) {
            assertThat(loader.getResource("cn/")).as("found as a package by its folder").isNotNull();
        }
    }

    @Test
    void refusesAJarOfAnotherLayout() throws IOException {
        Path plain = jar("plain.jar", "cn/a.txt", "own");

        assertThatThrownBy(() -> Unpacking.of(plain, folder.resolve("out"), "app.jar")).isInstanceOf(IOException.class)
                .hasMessageContaining("exec jar");
    }

    private Path jar(String name, String... namesAndContents) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "org.springframework.boot.loader.launch.JarLauncher");
        manifest.getMainAttributes().putValue("Start-Class", "cn.jinlin.Main");
        Path file = folder.resolve(name);
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                jar.putNextEntry(new JarEntry(namesAndContents[i]));
                jar.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
                jar.closeEntry();
            }
        }
        return file;
    }
}
