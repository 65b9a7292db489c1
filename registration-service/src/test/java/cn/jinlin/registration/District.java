package cn.jinlin.registration;

import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import cn.jinlin.kit.test.TestTokens;

import static org.assertj.core.api.Assertions.assertThat;

/** Plays the district against the HTTP API; what it makes is new each time, so that tests do not meet. */
public class District {
    public static final String ADMIN = TestTokens.districtAdmin();
    private static final AtomicInteger NEXT = new AtomicInteger(100);
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    MockMvcTester mvc;

    /** What came back. */
    public record Answer(int status, JsonNode body, String etag, String location, String text) {
        public Answer is(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }

        /** Refused with this status and code. */
        public Answer refused(int expected, String code) {
            assertThat(body.path("code").asString("")).as(text).isEqualTo(code);
            return is(expected);
        }

        /** 400 with this field and code among the errors. */
        public Answer invalid(String field, String code) {
            refused(400, "INVALID_INPUT");
            assertThat(body.path("errors").values().stream()
                    .map(error -> error.path("field").asString() + " " + error.path("code").asString())).contains(
                            field + " " + code);
            return this;
        }

        public String get(String path) {
            JsonNode node = body.at(path);
            return node.isString() ? node.asString() : node.toString();
        }
    }

    public Answer get(String token, String uri, Object... values) {
        return send(mvc.get().uri(uri, values), token, null);
    }

    /** A URI that is encoded already. */
    public Answer get(String token, URI uri) {
        return send(mvc.get().uri(uri), token, null);
    }

    public Answer post(String token, String uri, String body, String... headers) {
        return send(mvc.post().uri(uri), token, body, headers);
    }

    public Answer put(String token, String uri, String body, String... headers) {
        return send(mvc.put().uri(uri), token, body, headers);
    }

    public Answer patch(String token, String uri, String body, String... headers) {
        return send(mvc.patch().uri(uri), token, body, headers);
    }

    public Answer delete(String token, String uri, String... headers) {
        return send(mvc.delete().uri(uri), token, null, headers);
    }

    private static Answer send(MockMvcRequestBuilder request, String token, String body, String... headers) {
        if (!token.isEmpty()) {
            request.header("Authorization", token);
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).content(body);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        var response = request.exchange().getResponse();
        String text = new String(response.getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
        return new Answer(response.getStatus(), text.isEmpty() ? JSON.missingNode() : JSON.readTree(text),
                response.getHeader("ETag"), response.getHeader("Location"), text);
    }

    /** A code that nobody else uses. */
    public static String communityCode() {
        return String.format("350211%06d", 100_000 + NEXT.getAndIncrement());
    }

    /** Eleven digits that nobody else uses. */
    public static String phone() {
        return String.format("138%08d", NEXT.getAndIncrement());
    }

    public static String communityBody(String communityId) {
        return """
                {"name":"双乐社区居委会","subdistrictCode":"%s","subdistrictName":"侨英街道",
                 "location":{"longitude":118.1,"latitude":24.6},
                 "compounds":[{"compoundId":"shuangle-garden","name":"双乐花园"}]}""".formatted(communityId.substring(0, 9));
    }

    public String community() {
        String communityId = communityCode();
        put(ADMIN, "/api/v1/communities/" + communityId, communityBody(communityId)).is(201);
        return communityId;
    }

    /** A unit that is a confirmed partner of these communities. */
    public String unit(String... partners) {
        String unitId = post(ADMIN, "/api/v1/units", "{\"name\":\"集美区税务局\",\"kind\":\"GOVERNMENT\"}").is(201).get("/unitId");
        Arrays.stream(partners)
                .forEach(partner -> put(ADMIN, "/api/v1/units/" + unitId + "/partner-communities/" + partner, "{}").is(200));
        return unitId;
    }

    public static String memberBody(String unitId, String phone) {
        return """
                {"kind":"PARTY_MEMBER","name":"陈嘉庚","phone":"%s","unitId":"%s","skills":["急救"]}""".formatted(phone, unitId);
    }

    public String member(String unitId) {
        return post(TestTokens.liaison(unitId), "/api/v1/members", memberBody(unitId, phone())).is(201).get("/memberId");
    }

    /** A household of the community, entered by its officer. */
    public String household(String communityId) {
        return post(TestTokens.officer(communityId), "/api/v1/households", householdBody(communityId)).is(201)
                .get("/householdId");
    }

    public static String householdBody(String communityId) {
        return """
                {"communityId":"%s","contactName":"王阿婆","phone":"13900001234","address":"双乐花园3号楼502","needs":"腿脚不便"}"""
                .formatted(communityId);
    }

    /** The member's report to where it lives ends. */
    public void leavesHome(String memberId) {
        delete(TestTokens.member(memberId), "/api/v1/members/" + memberId + "/registrations/residence").is(200);
    }

    /** A member that lives in the community, confirmed. */
    public String neighbour(String unitId, String communityId) {
        String memberId = member(unitId);
        String home = "/api/v1/members/" + memberId + "/registrations/residence";
        put(TestTokens.member(memberId), home, "{\"communityId\":\"" + communityId + "\"}").is(201);
        post(TestTokens.officer(communityId), home + "/decision", "{\"decision\":\"CONFIRMED\"}").is(200);
        return memberId;
    }
}
