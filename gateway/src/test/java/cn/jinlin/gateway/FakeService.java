package cn.jinlin.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/** A service behind the gateway: says its name, keeps what it was asked last, or does what a test wants. */
final class FakeService {

    /** What a request looked like when it arrived. */
    record Seen(String method, String target, Headers headers, byte[] body) {}

    /** What a service does instead of saying its name. */
    interface Behaviour {
        void answer(HttpExchange exchange) throws Exception;
    }

    private final String name;
    private final int port;
    private HttpServer server;
    private volatile @Nullable Behaviour behaviour;
    private volatile @Nullable Seen seen;
    private volatile boolean ready = true;

    FakeService(String name) {
        this.name = name;
        this.server = started(0);
        this.port = server.getAddress().getPort();
    }

    private HttpServer started(int at) {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 100);
            made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            made.createContext("/", this::handle);
            made.start();
            return made;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    /** Breaks off what it was at, and refuses connections from then on. */
    void die() {
        server.stop(0);
    }

    /** Listens again where it did. */
    void live() {
        server = started(port);
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    void does(@Nullable Behaviour wanted) {
        behaviour = wanted;
    }

    void ready(boolean isReady) {
        ready = isReady;
    }

    Seen seen() {
        return Objects.requireNonNull(seen, "no request arrived");
    }

    void forget() {
        seen = null;
        behaviour = null;
    }

    boolean untouched() {
        return seen == null;
    }

    static void say(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean bodiless = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bodiless ? -1 : bytes.length);
        if (bodiless) {
            return;
        }
        exchange.getResponseBody().write(bytes);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().getPath().startsWith("/actuator/")) {
                say(exchange, ready ? 200 : 503, "application/json", "{}");
                return;
            }
            Behaviour wanted = behaviour;
            byte[] body = exchange.getRequestBody().readAllBytes();
            seen = new Seen(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(), body);
            if (wanted == null) {
                say(exchange, 200, "text/plain", name);
            } else {
                wanted.answer(exchange);
            }
        } catch (IOException gone) {
            throw gone;
        } catch (Exception broken) {
            throw new IOException(broken);
        }
    }
}
