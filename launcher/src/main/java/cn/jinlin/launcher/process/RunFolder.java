package cn.jinlin.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The user's own folder of run files, one per gateway port, outside any data folder: other terminals find a run without
 * being told where its data lie. Only the user may read it.
 */
public final class RunFolder {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;

    public RunFolder(Path folder) {
        this.folder = folder;
    }

    public static RunFolder ofUser(Map<String, String> env) {
        String base = Stream.of("XDG_RUNTIME_DIR", "TMPDIR").map(env::get)
                .filter(value -> value != null && !value.isBlank() && Files.isWritable(Path.of(value))).findFirst()
                .orElse("/tmp");
        return new RunFolder(Path.of(base, "jinlin-" + System.getProperty("user.name")));
    }

    /** Nothing also when the file is torn or from another version: then nothing is known of a run. */
    public Optional<RunFile> read(int gatewayPort) {
        return read(file(gatewayPort));
    }

    public List<RunFile> all() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().map(this::read).flatMap(Optional::stream)
                    .toList();
        } catch (IOException noFolder) {
            return List.of();
        }
    }

    /** The file is either the old or the new one, never half of it. */
    public void write(RunFile run) {
        try {
            Path fresh = Files.createTempFile(prepared(), "run", ".tmp", PosixFilePermissions.asFileAttribute(Owned.FILE));
            Files.write(fresh, JSON.writeValueAsBytes(run));
            Files.move(fresh, file(run.gatewayPort()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException why) {
            throw new UncheckedIOException("cannot write the run file in " + folder, why);
        }
    }

    public void delete(int gatewayPort) {
        try {
            Files.deleteIfExists(file(gatewayPort));
        } catch (IOException why) {
            throw new UncheckedIOException("cannot delete the run file in " + folder, why);
        }
    }

    /** The right to run at that port; nothing while another process has it. */
    public Optional<Lock> lock(int gatewayPort) throws IOException {
        return Lock.take(prepared().resolve(gatewayPort + ".lock"));
    }

    /** Only for a port that nobody will ask for again: whoever waits for the lock would wait for a file without a name. */
    public void forget(int gatewayPort) throws IOException {
        delete(gatewayPort);
        Files.deleteIfExists(folder.resolve(gatewayPort + ".lock"));
    }

    private Optional<RunFile> read(Path file) {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), RunFile.class));
        } catch (IOException | JacksonException unknown) {
            return Optional.empty();
        }
    }

    private Path file(int gatewayPort) {
        return folder.resolve(gatewayPort + ".json");
    }

    private Path prepared() throws IOException {
        return Owned.privateFolder(folder);
    }
}
