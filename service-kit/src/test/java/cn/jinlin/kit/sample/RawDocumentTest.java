package cn.jinlin.kit.sample;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
class RawDocumentTest {
    JsonNode document;

    @BeforeEach
    void read(@LocalServerPort int port) {
        document = new Http(port).get("/v3/api-docs", "").json();
    }

    @Test
    void showsWhatABodyHoldsAndNotItsWrapper() {
        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
        JsonNode body = operation("/api/v1/communities/{communityId}/orders", "post").path("requestBody").path("content")
                .path("application/json").path("schema");
        assertThat(body.path("$ref").asString()).as(body.toString()).endsWith("NewOrder");
        JsonNode order = document.at(body.path("$ref").asString().substring(1));
        assertThat(order.path("properties").propertyNames()).contains("title", "category", "capacity", "outcomes", "note");
        assertThat(order.at("/properties/title/maxLength").asInt()).isEqualTo(20);
        assertThat(order.path("required").valueStream().map(JsonNode::asString)).contains("title", "category", "startsAt");
        assertThat(document.at("/components/schemas").propertyNames()).noneMatch(name -> name.contains(".Body"));
        JsonNode batch = operation("/api/v1/orders/batch", "post").path("requestBody").path("content").path("application/json")
                .path("schema");
        assertThat(batch.path("items").path("$ref").asString()).endsWith("NewOrder");
    }

    @Test
    void showsTheKitsArgumentsAsTheyAreSent() {
        assertThat(parameters("/api/v1/communities/{communityId}/orders", "post")).containsExactlyInAnyOrder("communityId path",
                "Idempotency-Key header");
        assertThat(parameters("/api/v1/orders/{id}", "patch")).containsExactlyInAnyOrder("id path", "If-Match header");
        assertThat(parameters("/api/v1/orders", "get")).contains("limit query", "cursor query")
                .noneMatch(name -> name.contains("Limit"));
    }

    @Test
    void saysHowCallersAreKnownAndRefused() {
        assertThat(document.at("/components/securitySchemes/token/scheme").asString()).isEqualTo("bearer");
        assertThat(document.at("/components/schemas/Problem/properties").propertyNames()).contains("code", "traceId", "errors");
        assertThat(operation("/api/v1/orders", "get").path("responses").path("default").path("content").propertyNames())
                .containsExactly("application/problem+json");
        assertThat(operation("/api/v1/certificates/{number}", "get").path("security").isEmpty()).isTrue();
    }

    @Test
    void leavesTheErrorPageOut() {
        assertThat(document.path("paths").propertyNames()).noneMatch(path -> path.equals("/error"));
    }

    private JsonNode operation(String path, String method) {
        return document.path("paths").path(path).path(method);
    }

    private java.util.List<String> parameters(String path, String method) {
        return operation(path, method).path("parameters").valueStream()
                .map(each -> each.path("name").asString() + " " + each.path("in").asString()).toList();
    }
}
