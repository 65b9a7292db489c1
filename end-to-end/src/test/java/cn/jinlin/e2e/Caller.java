package cn.jinlin.e2e;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the gateway. */
final class Caller implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int MOST_REPEATS = 10;

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String gateway;

    /** A status, the raw body, and the body as JSON where it is some; 0 seconds where the answer asks for no patience. */
    record Answer(int status, String body, String contentType, int retryAfter) {
        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    Caller(String gateway) {
        this.gateway = gateway;
    }

    boolean isUp() throws InterruptedException {
        try {
            return call("GET", "/actuator/health", null, null, null).status() == 200;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** A development token for the claims given as JSON. */
    String token(String claims) throws IOException, InterruptedException {
        return call("POST", "/dev/token", null, "application/json", claims).json().path("access_token").asString();
    }

    Answer call(String method, String path, String token, String contentType, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + path)).timeout(Duration.ofSeconds(30)).method(
                method,
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        HttpResponse<String> answer = send(request.build());
        return new Answer(answer.statusCode(), answer.body(), answer.headers().firstValue("Content-Type").orElse(""),
                (int) answer.headers().firstValueAsLong("Retry-After").orElse(0));
    }

    /** Asks again after as long as the gateway says, where the caller was too fast for its rate. */
    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        for (int again = 0; answer.statusCode() == TOO_MANY_REQUESTS && again < MOST_REPEATS; again++) {
            Thread.sleep(Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElseThrow()));
            answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        }
        return answer;
    }

    @Override
    public void close() {
        client.close();
    }
}
