package cn.jinlin.gateway;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running gateway with three fake services; one with short times is shared by the tests of this JVM. It ends with the
 * JVM: gateways in one JVM share their event loops, which the first to close would take from the others.
 */
final class Door {

    static final Duration RESPONSE_TIMEOUT = Duration.ofMillis(700);
    static final int IN_FLIGHT = 8;
    static final String ORIGIN = "https://app.example";

    private static final class Shared {
        static final Door DOOR = new Door("dev-tokens", "jinlin.bounds.response-timeout=700ms",
                "jinlin.bounds.in-flight=" + IN_FLIGHT, "jinlin.bounds.open-for=1s", "jinlin.bounds.window=10",
                "jinlin.bounds.least=10", "jinlin.bounds.trials=1", "jinlin.home.deadline=500ms",
                "jinlin.cors.origins=" + ORIGIN);
    }

    final FakeService registration = new FakeService("registration");
    final FakeService request = new FakeService("request");
    final FakeService supervision = new FakeService("supervision");
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConfigurableApplicationContext context;
    private final int port;

    Door(String profiles, String... settings) {
        this(profiles, true, settings);
    }

    Door(String profiles, boolean supervisionReady, String... settings) {
        supervision.ready(supervisionReady);
        Map<String, String> all = new LinkedHashMap<>(Map.of("server.port", "0", "spring.profiles.active", profiles,
                "jinlin.dev-tokens.private-key", Keys.file().toString(), "jinlin.services.registration.url",
                registration.url(), "jinlin.services.request.url", request.url(), "jinlin.services.supervision.url",
                supervision.url()));
        List.of(settings).forEach(setting -> all.put(setting.split("=", 2)[0], setting.split("=", 2)[1]));
        context = SpringApplication.run(GatewayApplication.class, all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue()).toArray(String[]::new));
        port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** The shared one, with services that do nothing special. */
    static Door shared() {
        Door door = Shared.DOOR;
        List.of(door.registration, door.request, door.supervision).forEach(FakeService::forget);
        return door;
    }

    HttpRequest.Builder to(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target)).timeout(Duration.ofSeconds(20));
    }

    HttpRequest.Builder asAdmin(String target) {
        return to(target).header("Authorization", "Bearer " + Keys.token("admin", "DISTRICT_ADMIN"));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    HttpClient client() {
        return client;
    }

    /** Sends bytes as they are and reads until the gateway closes or has nothing to say for a while. */
    String raw(String bytes) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder answer = new StringBuilder();
            byte[] part = new byte[8192];
            while (!answer.toString().contains("}")) {
                int read = socket.getInputStream().read(part);
                if (read < 0) {
                    break;
                }
                answer.append(new String(part, 0, read, StandardCharsets.UTF_8));
            }
            return answer.toString();
        }
    }

    static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
