package cn.jinlin.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A gateway in a JVM of its own, on a free port. */
final class GatewayProcess implements AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("Netty started on port (\\d+)");

    private final Path log;
    private final Process process;
    private final int port;

    GatewayProcess(Class<?> application, List<String> options, List<String> settings) {
        try {
            log = Files.createTempFile("gateway-", ".log");
            String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
            command.addAll(options);
            command.addAll(List.of("-cp", classes, application.getName(), "--server.port=0"));
            settings.forEach(setting -> command.add("--" + setting));
            process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
        Matcher listens = await().atMost(2, TimeUnit.MINUTES).until(() -> {
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            return LISTENS.matcher(Files.readString(log));
        }, Matcher::find);
        port = Integer.parseInt(listens.group(1));
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    Process process() {
        return process;
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        log.toFile().delete();
    }
}
