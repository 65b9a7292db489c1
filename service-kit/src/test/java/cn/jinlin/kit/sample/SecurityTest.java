package cn.jinlin.kit.sample;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import cn.jinlin.kit.sample.Http.Answer;
import cn.jinlin.kit.test.TestTokens;

import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
class SecurityTest {
    private static final String ORDER = "/api/v1/orders/3";

    Http http;

    @BeforeEach
    void open(@LocalServerPort int port) {
        http = new Http(port);
    }

    @Test
    void asksForAToken() {
        Answer answer = http.get(ORDER, "").isProblem(401, "UNAUTHENTICATED");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(http.get(ORDER, "", "Accept-Language", "en").json().path("title").asString()).isEqualTo("A token is needed");
    }

    @Test
    void hidesWhatIsThereFromStrangers() {
        http.get("/api/v1/nowhere", "").isProblem(401, "UNAUTHENTICATED");
        http.get("/api/v1/nowhere", TestTokens.member("m1")).isProblem(404, "NOT_FOUND");
        http.get("/actuator/env", "").isProblem(401, "UNAUTHENTICATED");
        http.get("/actuator/env", TestTokens.districtAdmin()).isProblem(404, "NOT_FOUND");
        http.get("/actuator", TestTokens.districtAdmin()).isProblem(404, "NOT_FOUND");
    }

    @Test
    void opensHealthAndTheDocumentAndOpenHandlersAlone() {
        assertThat(http.get("/actuator/health", "").json().propertyNames()).doesNotContain("components");
        assertThat(http.get("/actuator/health/liveness", "").status()).isEqualTo(200);
        assertThat(http.get("/v3/api-docs", "").status()).isEqualTo(200);
        assertThat(http.get("/api/v1/certificates/12", "").body()).isEqualTo("{\"number\":\"12\"}");
        http.post("/api/v1/certificates/12", "", null).isProblem(401, "UNAUTHENTICATED");
    }

    @Test
    void keepsAggregatesToTheirRolesWhereTheyAreNotPublic() {
        http.get("/api/v1/figures", "").isProblem(401, "UNAUTHENTICATED");
        http.get("/api/v1/figures", TestTokens.member("m1")).isProblem(403, "FORBIDDEN");
        assertThat(http.get("/api/v1/figures", TestTokens.platform("city")).status()).isEqualTo(200);
    }

    @Test
    void closesHandlersThatNameNoRole() {
        http.get("/api/v1/forgotten", TestTokens.districtAdmin()).isProblem(403, "FORBIDDEN");
    }

    @Test
    void letsOnlyTheNamedRolesIn() {
        assertThat(http.get(ORDER, TestTokens.member("m1")).status()).isEqualTo(200);
        for (String other : List.of(TestTokens.liaison("u1"), TestTokens.districtAdmin(), TestTokens.supervisor("EFFICIENCY"),
                TestTokens.platform("city"))) {
            http.get(ORDER, other).isProblem(403, "FORBIDDEN");
        }
    }

    static Stream<String> untrusted() throws JOSEException {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder().subject("x").issuer("https://dev.jinlin.invalid").audience("jinlin")
                .claim("roles", List.of("MEMBER")).expirationTime(Date.from(now.plusSeconds(60))).build();
        SignedJWT symmetric = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        symmetric.sign(new MACSigner(TestTokens.publicKey().getEncoded()));
        String good = TestTokens.member("m1").substring("Bearer ".length());
        String[] parts = good.split("\\.");
        String forged = Base64.getUrlEncoder().withoutPadding()
                .encodeToString("{\"sub\":\"x\",\"roles\":[\"DISTRICT_ADMIN\"]}".getBytes(StandardCharsets.UTF_8));
        Map<String, Object> member = Map.of("roles", List.of("MEMBER"));
        return Stream.of("nonsense", "a.b.c", "..", good + "x", parts[0] + "." + forged + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                new PlainJWT(claims).serialize(), symmetric.serialize(), TestTokens.sign(member, TestTokens.keys()),
                changed("iss", "https://elsewhere.invalid"), changed("iss", ""), changed("aud", "other"), changed("aud", ""),
                changed("exp", Date.from(now.minusSeconds(40))), changed("exp", ""),
                changed("nbf", Date.from(now.plusSeconds(90))),
                changed("exp", "soon"), changed("sub", ""), changed("sub", "x".repeat(300)),
                changed("roles", "MEMBER"),
                changed("roles", List.of(1)), changed("roles", Map.of("a", 1)), changed("member_id", List.of("m1")),
                changed("member_id", 12), changed("community_ids", "350211102006"), changed("community_ids", List.of(List.of())),
                changed("unit_id", true), changed("sub", "a\u0000b"));
    }

    private static String changed(String claim, Object value) {
        Map<String, Object> claims = new HashMap<>(Map.of("roles", List.of("MEMBER")));
        claims.put(claim, value);
        return TestTokens.bearer(claims).substring("Bearer ".length());
    }

    @ParameterizedTest
    @MethodSource("untrusted")
    void acceptsNoOtherToken(String token) {
        Answer answer = http.get(ORDER, "Bearer " + token);
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.isProblem(401, "INVALID_TOKEN").header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearer", "Token x", "bearer"})
    void acceptsNoOtherScheme(String header) {
        assertThat(http.get(ORDER, header).status()).isEqualTo(401);
    }

    @Test
    void allowsForASmallDifferenceOfClocks() {
        String late = changed("exp", Date.from(Instant.now().minusSeconds(15)));
        assertThat(http.get(ORDER, "Bearer " + late).status()).isEqualTo(200);
    }

    @Test
    void passesOverRolesOfOtherApplications() {
        String mixed = TestTokens.bearer(Map.of("roles", List.of("offline_access", "MEMBER", "member")));
        assertThat(http.get(ORDER, mixed).status()).isEqualTo(200);
        http.get(ORDER, TestTokens.bearer(Map.of("roles", List.of("admin")))).isProblem(403, "FORBIDDEN");
        http.get(ORDER, TestTokens.bearer(Map.of())).isProblem(403, "FORBIDDEN");
    }

    @Test
    void readsTokensFromTheHeaderAlone() {
        String token = TestTokens.member("m1").substring("Bearer ".length());
        http.get(ORDER + "?access_token=" + token, "").isProblem(401, "UNAUTHENTICATED");
    }
}
