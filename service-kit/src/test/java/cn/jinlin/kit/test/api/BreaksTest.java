package cn.jinlin.kit.test.api;

import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Every way to break a client is planted once. */
class BreaksTest {
    private static final String RELEASED = """
            {"paths":{
              "/orders":{"post":{"operationId":"postOrders","x-roles":["MEMBER","PLATFORM"],
                "parameters":[{"name":"q","in":"query","schema":{"type":"string","maxLength":10,"enum":["A","B"]}}],
                "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/NewOrder"}}}},
                "responses":{"201":{"headers":{"ETag":{}},"content":{"application/json":
                    {"schema":{"$ref":"#/components/schemas/Order"}}}},
                  "409":{"content":{"application/problem+json":{"schema":{"allOf":[{},
                    {"properties":{"code":{"enum":["ORDER_FULL"]}}}]}}}}}}},
              "/check":{"get":{"operationId":"getCheck","security":[],"responses":{"200":{}}}}},
             "components":{"schemas":{
              "NewOrder":{"type":"object","required":["title"],"properties":{
                "title":{"type":"string","minLength":1,"pattern":"a+"},"places":{"type":"integer","minimum":1},
                "parts":{"type":"array","items":{"$ref":"#/components/schemas/NewOrder"}}}},
              "Order":{"type":"object","required":["orderId","status"],"properties":{
                "orderId":{"type":"string","format":"uuid"},"status":{"type":"string","enum":["OPEN"]},
                "places":{"type":"integer"},"note":{"type":["string","null"]}}}}}}
            """;

    private static ObjectNode released() {
        return (ObjectNode) JsonMapper.shared().readTree(RELEASED);
    }

    private static Arguments planted(String found, String where, Consumer<ObjectNode> change) {
        return arguments(found, where, change);
    }

    static Stream<Arguments> breaking() {
        String operation = "/paths/~1orders/post";
        String sent = "/components/schemas/NewOrder";
        String got = "/components/schemas/Order";
        return Stream.of(planted("GET /check is gone", "/paths", paths -> paths.remove("/check")),
                planted("operationId", operation, post -> post.put("operationId", "createOrder")),
                planted("needs a token now", "/paths/~1check/get", get -> get.remove("security")),
                planted("closed to [PLATFORM]", operation, post -> post.putArray("x-roles").add("MEMBER")),
                planted("query q: is gone", operation, post -> post.putArray("parameters")),
                planted("query q: is required now", operation + "/parameters/0", q -> q.put("required", true)),
                planted("query r: is new and required", operation, post -> post.withArrayProperty("parameters").addObject()
                        .put("name", "r").put("in", "query").put("required", true)),
                planted("maxLength 10 became 5", operation + "/parameters/0/schema", q -> q.put("maxLength", 5)),
                planted("no longer takes [B]", operation + "/parameters/0/schema", q -> q.putArray("enum").add("A")),
                planted("a body is required now", operation + "/requestBody", body -> body.put("required", true)),
                planted("application/json is gone", operation + "/requestBody/content", all -> all.remove("application/json")),
                planted("body.title: type [string] became [integer]", sent + "/properties/title",
                        title -> title.put("type", "integer")),
                planted("body.title: minLength 1 became 2", sent + "/properties/title", title -> title.put("minLength", 2)),
                planted("body.title: maxLength  became 9", sent + "/properties/title", title -> title.put("maxLength", 9)),
                planted("body.title: pattern", sent + "/properties/title", title -> title.put("pattern", "b+")),
                planted("body.places: is gone", sent + "/properties", all -> all.remove("places")),
                planted("body.places: is required now", sent, order -> order.withArrayProperty("required").add("places")),
                planted("body.title: no longer takes every value", sent + "/properties/title",
                        title -> title.putArray("enum").add("A")),
                planted("body.parts[]: type [object] became [string]", sent + "/properties/parts",
                        parts -> parts.putObject("items").put("type", "string")),
                planted("201: is gone", operation + "/responses", all -> all.remove("201")),
                planted("header ETag: is gone", operation + "/responses/201", made -> made.remove("headers")),
                planted("201.places: is gone", got + "/properties", all -> all.remove("places")),
                planted("201.status: is not always there any more", got, order -> order.putArray("required").add("orderId")),
                planted("201.places: type [integer] became [integer, null]", got + "/properties/places",
                        places -> places.putArray("type").add("integer").add("null")),
                planted("201.places: type [integer] became [number]", got + "/properties/places",
                        places -> places.put("type", "number")),
                planted("201.orderId: format", got + "/properties/orderId", id -> id.remove("format")),
                planted("201.status: any value instead of", got + "/properties/status", status -> status.remove("enum")),
                planted("problem code ORDER_FULL is gone",
                        operation + "/responses/409/content/application~1problem+json/schema/allOf/1/properties/code",
                        code -> code.putArray("enum").add("ORDER_FILLED")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaking")
    void notices(String found, String where, Consumer<ObjectNode> change) {
        ObjectNode changed = released();
        change.accept((ObjectNode) changed.at(where));
        assertThat(Breaks.between(released(), changed)).anySatisfy(line -> assertThat(line).contains(found));
    }

    static Stream<Arguments> harmless() {
        String operation = "/paths/~1orders/post";
        return Stream.of(planted("a new call", "/paths", paths -> paths.putObject("/teams").putObject("get")),
                planted("a new optional parameter", operation, post -> post.withArrayProperty("parameters").addObject()
                        .put("name", "r").put("in", "query")),
                planted("a longer text", operation + "/parameters/0/schema", q -> q.put("maxLength", 50)),
                planted("a new value that may be sent", operation + "/parameters/0/schema",
                        q -> q.withArrayProperty("enum").add("C")),
                planted("a new optional field", "/components/schemas/NewOrder/properties", all -> all.putObject("note")),
                planted("a field that may be left out now", "/components/schemas/NewOrder", order -> order.putArray("required")),
                planted("null may be sent now", "/components/schemas/NewOrder/properties/title",
                        title -> title.putArray("type").add("string").add("null")),
                planted("a further field in an answer", "/components/schemas/Order/properties", all -> all.putObject("note2")),
                planted("a field is always there now", "/components/schemas/Order",
                        order -> order.withArrayProperty("required").add("places")),
                planted("never null any more", "/components/schemas/Order/properties/note", note -> note.put("type", "string")),
                planted("a new value in an answer", "/components/schemas/Order/properties/status",
                        status -> status.withArrayProperty("enum").add("CLOSED")),
                planted("open to one more role", operation, post -> ((ArrayNode) post.get("x-roles")).add("SUPERVISOR")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void letsPass(String change, String where, Consumer<ObjectNode> changing) {
        ObjectNode changed = released();
        changing.accept((ObjectNode) changed.at(where));
        assertThat(Breaks.between(released(), changed)).as(change).isEmpty();
    }

    @Test
    void findsNothingBetweenADocumentAndItself() {
        assertThat(Breaks.between(released(), released())).isEmpty();
    }
}
