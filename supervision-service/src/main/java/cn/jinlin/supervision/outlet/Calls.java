package cn.jinlin.supervision.outlet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP with JSON, without redirects, and with a bound on the time and the size of an answer. No message names a secret. */
@Component
class Calls {
    private static final long MOST_BYTES = 1 << 20;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_FAULTS = 500;

    private final HttpClient client;
    private final Duration patience;

    Calls(OutletSettings settings) {
        this.patience = settings.patience();
        this.client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).connectTimeout(patience).build();
    }

    /** @param body missing where there was none, or none that is JSON */
    record Answer(int status, JsonNode body) {
        boolean isGood() {
            return status / 100 == 2;
        }
    }

    /** @param body missing for none */
    Answer send(String method, URI uri, Map<String, String> headers, JsonNode body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(patience)
                .method(method, body.isMissingNode()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body.toString()))
                .header("Accept", "application/json").header("Content-Type", "application/json");
        headers.forEach(request::header);
        return answered(request.build());
    }

    private Answer answered(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
            if (answer.statusCode() >= SERVER_FAULTS || answer.statusCode() == TOO_MANY_REQUESTS) {
                throw OutletFault.passing("answered " + answer.statusCode());
            }
            return new Answer(answer.statusCode(), json(answer.body()));
        } catch (IOException e) {
            throw OutletFault.passing("no answer: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OutletFault.passing("interrupted");
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return JsonMapper.shared().readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            return JsonMapper.shared().missingNode();
        }
    }
}
