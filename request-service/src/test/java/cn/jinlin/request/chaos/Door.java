package cn.jinlin.request.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import cn.jinlin.kit.StateJson;

/** The instances' HTTP. */
final class Door {
    /** Longer than an engine's own timeout, shorter than anybody's patience. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(8);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1)).build();

    /** @param etag what {@code If-Match} says, if anything */
    record Ask(String method, String token, String path, String body, Optional<String> key, Optional<String> etag) {
        static Ask post(String token, String path, String body, String key) {
            return new Ask("POST", token, path, body, Optional.of(key), Optional.empty());
        }

        static Ask get(String token, String path) {
            return new Ask("GET", token, path, "", Optional.empty(), Optional.empty());
        }

        static Ask delete(String token, String path) {
            return new Ask("DELETE", token, path, "", Optional.empty(), Optional.empty());
        }

        static Ask patch(String token, String path, String body, String etag) {
            return new Ask("PATCH", token, path, body, Optional.empty(), Optional.of(etag));
        }
    }

    record Reply(int status, Optional<String> etag, boolean replayed, JsonNode body) {
        String code() {
            return body.path("code").asString("" + status);
        }

        boolean done() {
            return status / 100 == 2;
        }

        /** Another try of the same request may be answered otherwise. */
        boolean passing() {
            return status >= 500 || status == 401 || status == 408 || status == 425 || status == 429
                    || code().equals("IDEMPOTENCY_KEY_IN_USE");
        }
    }

    Reply send(int port, Ask ask) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + ask.path()))
                .timeout(ANSWER_WITHIN).header("Authorization", ask.token()).header("Content-Type", "application/json")
                .method(ask.method(), ask.body().isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(ask.body()));
        ask.key().ifPresent(key -> request.header("Idempotency-Key", key));
        ask.etag().ifPresent(etag -> request.header("If-Match", etag));
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        JsonNode body = response.body().length == 0 ? MissingNode.getInstance() : StateJson.mapper().readTree(response.body());
        return new Reply(response.statusCode(), response.headers().firstValue("ETag"),
                response.headers().firstValue("Idempotency-Replayed").isPresent(), body);
    }
}
