package cn.jinlin.request.test;

import java.time.Instant;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

import cn.jinlin.kit.StateJson;

/** Calls of this service, as a client makes them. */
public record Api(MockMvcTester mvc) {

    public MvcTestResult get(String token, String path) {
        return mvc.get().uri("/api/v1" + path).header("Authorization", token).header("Accept-Language", "en").exchange();
    }

    public MvcTestResult post(String token, String path, String body) {
        return send(HttpMethod.POST, token, path, body);
    }

    public MvcTestResult delete(String token, String path) {
        return mvc.delete().uri("/api/v1" + path).header("Authorization", token).header("Accept-Language", "en").exchange();
    }

    public MvcTestResult patch(String token, String path, String etag, String body) {
        return mvc.patch().uri("/api/v1" + path).header("Authorization", token).header("If-Match", etag)
                .header("Accept-Language", "en").contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }

    public MvcTestResult send(HttpMethod method, String token, String path, String body) {
        return mvc.method(method).uri("/api/v1" + path).header("Authorization", token).header("Accept-Language", "en")
                .contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }

    /** Sends a JPEG. */
    public MvcTestResult picture(String token, String path, byte[] jpeg) {
        return mvc.post().uri("/api/v1" + path).header("Authorization", token).contentType(MediaType.IMAGE_JPEG).content(jpeg)
                .exchange();
    }

    public static JsonNode body(MvcTestResult result) {
        return StateJson.mapper().readTree(result.getResponse().getContentAsByteArray());
    }

    public static String code(MvcTestResult result) {
        return result.getResponse().getStatus() + " " + body(result).path("code").asString("");
    }

    public static String etag(MvcTestResult result) {
        return String.valueOf(result.getResponse().getHeader("ETag"));
    }

    /** A body for an order, to be completed by {@code more}, such as {@code ,"offers":[]}. */
    public static String order(String communityId, Instant startsAt, Instant endsAt, int places, String audience, String more) {
        return """
                {"communityId":"%s","title":"清理楼道","description":"<b>带手套</b> {\\"$gt\\":1}","category":"CLEAN_HOME",
                "startsAt":"%s","endsAt":"%s","capacity":{"min":1,"max":%d},"audience":"%s"%s}"""
                .formatted(communityId, startsAt, endsAt, places, audience, more);
    }
}
