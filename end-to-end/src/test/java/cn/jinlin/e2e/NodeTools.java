package cn.jinlin.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The tools of the folder {@code client}, which need Node.js and {@code npm ci} there. */
final class NodeTools {
    private static final Path FOLDER = Path.of(System.getProperty("jinlin.home", "..")).resolve("client").toAbsolutePath()
            .normalize();
    private static final int PATIENCE_MINUTES = 4;

    private NodeTools() {}

    /** How a command ended, and what it printed. */
    record Ended(int code, String output) {}

    /** Why they can't run here; printed, so that a skipped test says so. */
    static Optional<String> missing() {
        Optional<String> missing = Files.isDirectory(FOLDER.resolve("node_modules"))
                ? works("node") ? Optional.empty() : Optional.of("there is no node on the path")
                : Optional.of("its packages are missing: npm ci --ignore-scripts in the folder client");
        missing.ifPresent(reason -> System.out.println("Tests with the TypeScript client are skipped: " + reason));
        return missing;
    }

    private static boolean works(String command) {
        try {
            return new ProcessBuilder(command, "--version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @param arguments of {@code npm run} */
    static Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("npm", "run", "--silent"));
        line.addAll(List.of(arguments));
        Path out = Files.createTempFile("jinlin-client-", ".log");
        try {
            Process command = new ProcessBuilder(line).directory(FOLDER.toFile()).redirectErrorStream(true)
                    .redirectOutput(out.toFile()).start();
            if (!command.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                command.destroyForcibly();
                throw new AssertionError(String.join(" ", line) + " did not end:\n" + Files.readString(out));
            }
            return new Ended(command.exitValue(), Files.readString(out));
        } finally {
            Files.delete(out);
        }
    }
}
