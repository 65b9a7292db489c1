package cn.jinlin.embedded;

import java.nio.file.Path;
import java.util.Map;

/**
 * The embedded engines as a process: JINLIN_DATA_DIR, JINLIN_STORE_PORT and JINLIN_BROKER_PORT say where. It writes
 * {@code embedded ready} once both listen, ends in order on SIGTERM, and with exit code 2 when it cannot start.
 */
public final class EmbeddedMain {
    private static final int CANNOT_START = 2;

    private EmbeddedMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "cn/jinlin/embedded/process-logback.xml");
        }
        System.exit(run(System.getenv()));
    }

    private static int run(Map<String, String> environment) throws InterruptedException {
        org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(EmbeddedMain.class);
        try {
            EmbeddedEngines engines = EmbeddedEngines.start(
                    Path.of(environment.getOrDefault("JINLIN_DATA_DIR", "data")).toAbsolutePath(),
                    port(environment, "JINLIN_STORE_PORT", 27117), port(environment, "JINLIN_BROKER_PORT", 19092));
            Runtime.getRuntime().addShutdownHook(new Thread(engines::close, "embedded-stop"));
            log.info("embedded ready: store {}, broker {}", engines.uri(), engines.bootstrapServers());
            Thread.currentThread().join();
            return 0;
        } catch (StartRefusal e) {
            log.error("{}", e.getMessage());
            log.debug("The cause", e);
            return CANNOT_START;
        }
    }

    private static int port(Map<String, String> environment, String name, int usual) {
        String port = environment.get(name);
        try {
            return port == null || port.isBlank() ? usual : Integer.parseInt(port.strip());
        } catch (NumberFormatException e) {
            throw new StartRefusal(name + " is not a port: " + port, e);
        }
    }
}
