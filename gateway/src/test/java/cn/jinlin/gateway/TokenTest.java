package cn.jinlin.gateway;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static cn.jinlin.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

class TokenTest {

    private Door door;

    @BeforeEach
    void open() {
        door = Door.shared();
    }

    @Test
    void asksForATokenInTheLanguageOfTheCaller() {
        HttpResponse<String> chinese = door.send(door.to("/api/v1/orders"));
        HttpResponse<String> english = door.send(door.to("/api/v1/orders").header("Accept-Language", "en-GB, zh;q=0.5"));

        assertThat(assertProblem(chinese, 401, "UNAUTHENTICATED").get("title").stringValue()).isEqualTo("需要令牌");
        assertThat(assertProblem(english, 401, "UNAUTHENTICATED").get("title").stringValue())
                .isEqualTo("A token is needed");
        assertThat(chinese.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(door.request.untouched()).isTrue();
    }

    static Stream<Arguments> badTokens() throws Exception {
        JWTClaimsSet good = Keys.claims("m1", "MEMBER").build();
        return Stream.of(Arguments.of("another key", Keys.signed(Keys.OTHER, good)),
                Arguments.of("another issuer",
                        Keys.signed(Keys.GOOD, Keys.claims("m1", "MEMBER").issuer("https://evil").build())),
                Arguments.of("another audience", Keys.signed(Keys.GOOD, Keys.claims("m1", "MEMBER").audience("other").build())),
                Arguments.of("no audience", Keys.signed(Keys.GOOD, Keys.claims("m1").audience((String) null).build())),
                Arguments.of("no end", Keys.signed(Keys.GOOD, Keys.claims("m1").expirationTime(null).build())),
                Arguments.of("not yet",
                        Keys.signed(Keys.GOOD,
                                Keys.claims("m1").notBeforeTime(Date.from(Instant.now().plusSeconds(300))).build())),
                Arguments.of("no signature", new PlainJWT(good).serialize()),
                Arguments.of("the public key as secret", Keys.confused(good)),
                Arguments.of("changed claims", changed(Keys.token("m1", "MEMBER"))),
                Arguments.of("nonsense", "x.y.z"), Arguments.of("nothing", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void refusesATokenWith(String fault, String token) {
        HttpResponse<String> answer = door.send(door.to("/api/v1/orders").header("Authorization", "Bearer " + token));

        assertProblem(answer, 401, "INVALID_TOKEN");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
        assertThat(door.request.untouched()).isTrue();
    }

    @Test
    void saysThatATokenIsOnlyTooOld() {
        String old = Keys.signed(Keys.GOOD,
                Keys.claims("m1", "MEMBER").expirationTime(Date.from(Instant.now().minusSeconds(60))).build());

        assertProblem(door.send(door.to("/api/v1/orders").header("Authorization", "Bearer " + old)), 401,
                "TOKEN_EXPIRED");
    }

    @Test
    void asksForNoTokenWhereAnybodyMayLook() {
        assertThat(door.send(door.to("/api/v1/certificates/2026-1")).statusCode()).isEqualTo(200);
        assertThat(door.send(door.to("/open311/v2/services.json")).statusCode()).isEqualTo(200);
        assertProblem(door.send(door.to("/api/v1/certificates/2026-1").DELETE()), 401, "UNAUTHENTICATED");
    }

    @Test
    void mintsATokenThatOpensTheDoor() throws Exception {
        HttpResponse<String> answer = mint("""
                {"roles":["COMMUNITY_OFFICER","UNIT_LIAISON"],"memberId":"m1","unitId":"u1","subject":"s1",
                 "communityIds":["350211102006"],"office":"EFFICIENCY","clientId":"c1"}""");

        JsonNode minted = Door.json(answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(minted.get("token_type").stringValue()).isEqualTo("Bearer");
        assertThat(minted.get("expires_in").longValue()).isEqualTo(8 * 3600);
        String token = minted.get("access_token").stringValue();
        JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
        assertThat(claims.getStringListClaim("roles")).containsExactly("COMMUNITY_OFFICER", "UNIT_LIAISON");
        assertThat(claims.getStringListClaim("community_ids")).containsExactly("350211102006");
        assertThat(claims.getClaims()).containsEntry("sub", "s1").containsEntry("member_id", "m1")
                .containsEntry("unit_id", "u1").containsEntry("office", "EFFICIENCY").containsEntry("client_id", "c1");
        assertThat(door.send(door.to("/api/v1/orders").header("Authorization", "Bearer " + token)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void namesEveryWrongFieldOfAWish() {
        HttpResponse<String> answer = mint("""
                {"roles":["KING",1,"MEMBER"],"memberId":5,"unitId":"a\\u0000b","communityIds":"x","office":"NONE",
                 "clientId":"","subject":"\\ud800","color":"red"}""");

        JsonNode errors = assertProblem(answer, 400, "INVALID_INPUT").get("errors");
        assertThat(errors.valueStream().map(error -> error.get("field").stringValue() + " "
                + error.get("code").stringValue())).containsExactlyInAnyOrder("roles[0] NOT_ONE_OF",
                        "roles[1] WRONG_TYPE", "memberId WRONG_TYPE", "unitId BAD_CHARACTERS",
                        "communityIds WRONG_TYPE", "office NOT_ONE_OF", "clientId REQUIRED",
                        "subject BAD_CHARACTERS", "color UNKNOWN_FIELD");
        assertThat(errors.valueStream()).allMatch(error -> !error.get("message").stringValue().isBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"roles\":[]}", "{\"roles\":null}", "[]", "7", "{", "", "{\"roles\":[\"MEMBER\"]} x",
        "{\"roles\":[\"MEMBER\"],\"roles\":[\"PLATFORM\"]}"})
    void refusesAWishWithoutSense(String body) {
        assertThat(assertProblem(mint(body), 400, "INVALID_INPUT").get("errors").size()).isEqualTo(1);
    }

    @Test
    void mintsOnlyForAJsonPost() {
        assertProblem(door.send(door.to("/dev/token").header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}"))), 415, "UNSUPPORTED_MEDIA_TYPE");
        HttpResponse<String> read = door.send(door.to("/dev/token"));
        assertProblem(read, 405, "METHOD_NOT_ALLOWED");
        assertThat(read.headers().firstValue("Allow")).contains("POST");
    }

    private HttpResponse<String> mint(String body) {
        return door.send(door.to("/dev/token").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String changed(String token) throws Exception {
        String[] parts = token.split("\\.");
        return parts[0] + "." + Keys.token("m2", "DISTRICT_ADMIN").split("\\.")[1] + "." + parts[2];
    }
}
