package cn.jinlin.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The bash script, in a project of its own with a JDK and a Maven wrapper that only say that they were called. */
class ScriptTest {
    private static final List<String> MODULES = List.of("embedded", "registration-service", "request-service",
            "supervision-service",
            "gateway", "launcher");
    private static final String FAKE_MAVEN = """
            #!/bin/sh
            echo "JAVA_HOME=$JAVA_HOME" >>maven-calls
            [ ! -f broken ] || { echo '[ERROR] Foo.java:[1,2] broken on purpose'; echo '[INFO] BUILD FAILURE'; exit 1; }
            for module in %s; do
              mkdir -p "$module/target"
              echo jar >"$module/target/$module-1.0-exec.jar"
            done
            echo '[INFO] Building gateway 1.0                                            [8/9]'
            echo '[INFO] BUILD SUCCESS'
            """.formatted(String.join(" ", MODULES));

    @TempDir
    Path folder;
    private final Map<String, String> env = new HashMap<>();
    private Path project;
    private Path jvms;

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectories(folder.resolve("a project"));
        jvms = Files.createDirectories(folder.resolve("jvms"));
        Path script = Path.of("..", "jinlin");
        Files.copy(script, project.resolve("jinlin"), StandardCopyOption.COPY_ATTRIBUTES);
        program(project.resolve("mvnw"), FAKE_MAVEN);
        Files.createDirectories(project.resolve(".mvn"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        for (String module : MODULES) {
            Path source = project.resolve(module).resolve("src/main/java/Main.java");
            Files.createDirectories(source.getParent());
            Files.writeString(source, "class Main {}");
            Files.writeString(project.resolve(module).resolve("pom.xml"), "<project/>");
        }
        env.put("JINLIN_JVM_DIRS", jvms.toString());
        env.put("PATH", "/usr/bin:/bin");
        jdk("jdk-25", "25.0.1");
    }

    private record Result(int exit, String said) {}

    private Result call(String... words) throws IOException, InterruptedException {
        return callAs(project.resolve("jinlin"), folder, words);
    }

    private Result callAs(Path script, Path from, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).directory(from.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(env);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), said);
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = jvms.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        program(home.resolve("bin/java"), "#!/bin/sh\necho \"" + name + " runs $*\"\n");
        program(home.resolve("bin/javac"), "#!/bin/sh\n");
        return home;
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private int builds() throws IOException {
        Path calls = project.resolve("maven-calls");
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    @Test
    void buildsOnceShowsItAndHandsOverToTheLauncherWithAllWords() throws Exception {
        Result first = call("up", "--data", "my data");

        assertThat(first.exit()).isZero();
        assertThat(first.said()).contains("building (not built yet: embedded", "gateway 1.0", "built in", "jdk-25 runs -Xmx",
                "-Djinlin.home=" + project.toRealPath(), "launcher-", ".jar up --data my data");
        assertThat(call("up").said()).doesNotContain("building");
        assertThat(builds()).isOne();
        assertThat(Files.readString(project.resolve("maven-calls"))).contains(jvms.resolve("jdk-25").toString());
    }

    @Test
    void buildsAgainWhenASourceIsEditedAddedOrDeleted() throws Exception {
        call("up");
        Path source = project.resolve("gateway/src/main/java/Main.java");
        Files.writeString(source, "class Main { int a; }");
        assertThat(call("up").said()).contains("sources have changed");
        Path added = Files.writeString(source.resolveSibling("More.java"), "class More {}");
        assertThat(call("up").said()).contains("sources have changed");
        Files.delete(added);
        assertThat(call("up").said()).contains("sources have changed");
        Files.writeString(project.resolve("pom.xml"), "<project>more</project>");
        call("up");

        assertThat(builds()).isEqualTo(5);
    }

    @Test
    void doesNotBuildForANewTimeWithTheSameContent() throws Exception {
        call("up");
        Files.setLastModifiedTime(project.resolve("gateway/src/main/java/Main.java"), FileTime.fromMillis(0));

        assertThat(call("up").exit()).isZero();
        assertThat(builds()).isOne();
    }

    @Test
    void buildsAgainWhenAJarIsGone() throws Exception {
        call("up");
        Files.delete(project.resolve("request-service/target/request-service-1.0-exec.jar"));

        assertThat(call("up").said()).contains("not built yet: request-service");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void neverMeansNeverAndAlwaysAlways() throws Exception {
        env.put("JINLIN_BUILD", "never");
        Result refused = call("up");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.said()).contains("JINLIN_BUILD=never", "embedded");
        env.put("JINLIN_BUILD", "always");
        call("up");
        call("up");
        assertThat(builds()).isEqualTo(2);
        env.put("JINLIN_BUILD", "never");
        Files.writeString(project.resolve("pom.xml"), "<project>more</project>");
        assertThat(call("up").said()).contains("jdk-25 runs");
        assertThat(builds()).isEqualTo(2);
        env.put("JINLIN_BUILD", "perhaps");
        assertThat(call("up").exit()).isEqualTo(2);
    }

    @Test
    void statusAndDownBuildNothingThatIsThere() throws Exception {
        call("up");
        Files.writeString(project.resolve("pom.xml"), "<project>more</project>");

        assertThat(call("status", "--json").said()).contains(".jar status --json");
        assertThat(call("down").exit()).isZero();
        assertThat(builds()).isOne();
    }

    @Test
    void showsTheErrorsOfAFailedBuildAndTriesAgainNextTime() throws Exception {
        Path broken = Files.writeString(project.resolve("broken"), "");
        Result failed = call("up");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.said()).contains("broken on purpose", "the build failed").doesNotContain("runs");

        Files.delete(broken);
        assertThat(call("up").said()).contains("jdk-25 runs");
    }

    @Test
    void aLockOfADeadBuildIsNoHindrance() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        assertThat(gone.waitFor()).isZero();
        Files.createDirectories(project.resolve("target/jinlin/build.lock"));
        Files.writeString(project.resolve("target/jinlin/build.lock/pid"), Long.toString(gone.pid()));

        assertThat(call("up").exit()).isZero();
        assertThat(project.resolve("target/jinlin/build.lock")).doesNotExist();
    }

    @Test
    void worksThroughASymbolicLinkFromAnotherFolder() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Path near = Files.createSymbolicLink(folder.resolve("near"), Path.of("a project/jinlin"));
        Path far = Files.createSymbolicLink(elsewhere.resolve("far"), near);

        Result result = callAs(far, elsewhere, "up");

        assertThat(result.exit()).isZero();
        assertThat(result.said()).contains("-Djinlin.home=" + project.toRealPath());
    }

    @Test
    void prefersJavaHomeThenThePathThenTheUsualFolders() throws Exception {
        Path other = jdk("other-25", "25");
        Path pathJdk = jdk("path-25", "25.0.2+10");
        assertThat(call("up").said()).contains("jdk-25 runs");
        env.put("PATH", pathJdk.resolve("bin") + ":/usr/bin:/bin");
        assertThat(call("up").said()).contains("path-25 runs");
        env.put("JAVA_HOME", other.toString());
        assertThat(call("up").said()).contains("other-25 runs");
    }

    @Test
    void passesByAJavaHomeOfAnotherVersionAndOneWithoutACompiler() throws Exception {
        env.put("JAVA_HOME", jdk("jdk-17", "17.0.15").toString());
        assertThat(call("up").said()).contains("jdk-25 runs");
        Files.delete(jvms.resolve("jdk-25/bin/javac"));
        assertThat(call("up").exit()).isEqualTo(2);
    }

    @Test
    void asksTheJdkItselfWhereItHasNoReleaseFile() throws Exception {
        Files.delete(jvms.resolve("jdk-25/release"));
        program(jvms.resolve("jdk-25/bin/java"), "#!/bin/sh\necho 'openjdk version \"25.0.3\" 2026-04-21' >&2\n");

        assertThat(call("up").exit()).isZero();
    }

    @Test
    void saysWhatIsThereAndWhatToDoWhenThereIsNoJdk25() throws Exception {
        Files.delete(jvms.resolve("jdk-25/bin/java"));
        jdk("jdk-21", "21.0.4");

        Result result = call("up");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.said()).contains("no JDK 25 found", "21.0.4 in " + jvms.resolve("jdk-21"), "install one", "JAVA_HOME=");
        assertThat(builds()).isZero();
    }

    @Test
    void helpNeedsNothingAndAnUnknownCommandIsRefused() throws Exception {
        Files.delete(jvms.resolve("jdk-25/bin/java"));

        assertThat(call("help").exit()).isZero();
        assertThat(call().said()).contains("./jinlin up");
        Result unknown = call("fly");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.said()).contains("no command 'fly'");
    }
}
