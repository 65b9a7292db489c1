package cn.jinlin.kit.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Talks to a service on this machine, politely or byte by byte. */
final class Http {
    static final String JSON = "application/json";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final int port;

    Http(int port) {
        this.port = port;
    }

    record Answer(int status, java.net.http.HttpHeaders headers, String body) {
        JsonNode json() {
            return MAPPER.readTree(body);
        }

        @Nullable
        String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        String code() {
            return json().path("code").asString("");
        }

        List<String> errors() {
            return json().path("errors").valueStream()
                    .map(error -> error.path("field").asString() + " " + error.path("code").asString()).toList();
        }

        /** A complete problem that gives nothing away. */
        Answer isProblem(int expected, String code) {
            assertThat(status).as(body).isEqualTo(expected);
            assertThat(header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(code()).isEqualTo(code);
            assertThat(json().path("status").asInt()).isEqualTo(expected);
            assertThat(json().path("type").asString())
                    .isEqualTo("https://jinlin.invalid/problems/" + code.toLowerCase().replace('_', '-'));
            assertThat(json().path("title").asString()).isNotBlank().isNotEqualTo(code);
            assertThat(json().path("traceId").asString()).matches("[0-9a-f]{32}").isEqualTo(header("X-Trace-Id"));
            return givesNothingAway();
        }

        Answer givesNothingAway() {
            assertThat(body).doesNotContain("Exception", "cn.jinlin", "org.springframework", "java.lang", "jakarta.",
                    "tools.jackson", "Tomcat", "\tat ");
            return this;
        }
    }

    Answer get(String path, String token, String... headers) {
        return send("GET", path, token, null, headers);
    }

    Answer post(String path, String token, @Nullable String json, String... headers) {
        return send("POST", path, token, json == null ? null : json.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** @param token empty for none */
    Answer send(String method, String path, String token, byte @Nullable [] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("Authorization", token);
        }
        if (body != null && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", JSON);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends these bytes and reads until the server closes. */
    String raw(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
