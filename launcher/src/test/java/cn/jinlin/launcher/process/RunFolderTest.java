package cn.jinlin.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import cn.jinlin.launcher.process.RunFile.Entry;

import static org.assertj.core.api.Assertions.assertThat;

class RunFolderTest {
    private static final int PORT = 8080;

    @TempDir
    Path base;

    private RunFolder folder() {
        return RunFolder.ofUser(Map.of("XDG_RUNTIME_DIR", base.toString()));
    }

    private Path file() {
        return base.resolve("jinlin-" + System.getProperty("user.name")).resolve(PORT + ".json");
    }

    @Test
    void readsWhatWasWrittenAndKeepsItFromOthers() throws IOException {
        var run = new RunFile(Running.self(), PORT, "/data", false,
                List.of(new Entry("embedded", Tier.ENGINES, List.of(27117, 19092), null)));

        folder().write(run);

        assertThat(folder().read(PORT)).contains(run);
        assertThat(folder().all()).containsExactly(run);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent()))).isEqualTo("rwx------");
    }

    @Test
    void knowsOfNoRunWhenTheFileIsTorn() throws IOException {
        folder().write(new RunFile(Running.self(), PORT, "/data", false, List.of()));
        Files.writeString(file(), "{\"launcher\":{\"pid\":1,");

        assertThat(folder().read(PORT)).isEmpty();
    }

    @Test
    void givesAPortToOneHolderAtATime() throws IOException {
        try (var held = folder().lock(PORT).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(folder().lock(PORT)).isEmpty();
        }
        try (var again = folder().lock(PORT).orElseThrow()) {
            assertThat(again).isNotNull();
        }
    }
}
