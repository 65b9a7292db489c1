package cn.jinlin.launcher.door;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The gateway, seen from outside: JSON calls with a bearer token. */
public final class Door implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT)
            .build();
    private final String address;

    /** @param address of the gateway, without a path */
    public Door(String address) {
        this.address = address;
    }

    public String address() {
        return address;
    }

    public Answer get(String token, String path) throws IOException {
        return call("GET", token, path, null);
    }

    public Answer post(String token, String path, Map<String, ?> body) throws IOException {
        return call("POST", token, path, body);
    }

    public Answer put(String token, String path, Map<String, ?> body) throws IOException {
        return call("PUT", token, path, body);
    }

    /** A body that is no JSON, with its type. */
    public Answer send(String token, String path, String type, byte[] body) throws IOException {
        return exchange("POST", token, path, type, BodyPublishers.ofByteArray(body));
    }

    /** A development token for that role, with further claims as {@code POST /dev/token} names them. */
    public String token(Role role, Map<String, ?> claims) throws IOException {
        Map<String, Object> body = new HashMap<>(claims);
        body.put("roles", List.of(role.name()));
        Answer answer = call("POST", "", "/dev/token", body);
        String token = answer.text("access_token");
        if (token.isEmpty()) {
            throw new IOException("no token for " + role + " from " + address + ": " + answer);
        }
        return token;
    }

    private Answer call(String method, String token, String path, @Nullable Map<String, ?> body) throws IOException {
        return body == null
                ? exchange(method, token, path, "", BodyPublishers.noBody())
                : exchange(method, token, path, "application/json", BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }

    private Answer exchange(String method, String token, String path, String type, BodyPublisher body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(ANSWER).header("Accept", "application/json")
                .method(method, body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), json(response.body()), response.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    private static JsonNode json(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
