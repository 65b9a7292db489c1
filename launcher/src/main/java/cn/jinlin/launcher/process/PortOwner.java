package cn.jinlin.launcher.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out who listens on a port: from /proc where there is one, else by lsof; nothing where neither tells. */
public final class PortOwner {
    private static final String LISTENING = "0A";

    private PortOwner() {}

    public static Optional<ProcessHandle> of(int port) {
        if (Files.isDirectory(Path.of("/proc/self/fd"))) {
            return byProc(port);
        }
        return byLsof(port);
    }

    /** As a person reads it: the program's name and pid, with what can be known of them. */
    public static String describe(int port) {
        return of(port)
                .map(owner -> owner.info().command().map(path -> Path.of(path).getFileName() + ", ").orElse("") + "pid "
                        + owner.pid())
                .orElse("another user's process");
    }

    private static Optional<ProcessHandle> byProc(int port) {
        Set<String> sockets = Stream.of("/proc/net/tcp", "/proc/net/tcp6").flatMap(table -> listening(Path.of(table), port))
                .map(inode -> "socket:[" + inode + "]").collect(Collectors.toSet());
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses().filter(candidate -> holdsAny(candidate.pid(), sockets)).findFirst();
    }

    private static Stream<String> listening(Path table, int port) {
        String end = String.format(Locale.ROOT, ":%04X", port);
        try {
            return Files.readAllLines(table).stream().map(line -> line.trim().split("\\s+"))
                    .filter(field -> field.length > 9 && field[1].endsWith(end) && field[3].equals(LISTENING))
                    .map(field -> field[9]);
        } catch (IOException noSuchTable) {
            return Stream.empty();
        }
    }

    private static boolean holdsAny(long pid, Set<String> sockets) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.anyMatch(file -> sockets.contains(target(file)));
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static Optional<ProcessHandle> byLsof(int port) {
        try {
            var lsof = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            if (!lsof.waitFor(5, TimeUnit.SECONDS)) {
                lsof.destroyForcibly();
                return Optional.empty();
            }
            var pids = new String(lsof.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return pids.lines().findFirst().map(Long::valueOf).flatMap(ProcessHandle::of);
        } catch (IOException | NumberFormatException noLsof) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
