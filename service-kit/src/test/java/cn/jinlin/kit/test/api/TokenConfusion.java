package cn.jinlin.kit.test.api;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;

import cn.jinlin.kit.test.TestTokens;

/** Tokens that look like the district's and are not: none of them opens any call. */
public final class TokenConfusion {
    private static final Map<String, Object> DISTRICT = Map.of("roles", List.of("DISTRICT_ADMIN", "COMMUNITY_OFFICER",
            "UNIT_LIAISON", "MEMBER", "SUPERVISOR", "PLATFORM"), "member_id", "m", "unit_id", "u", "client_id", "c");

    private TokenConfusion() {}

    /** The forged and the broken, by what is wrong with them. */
    static Map<String, String> tokens() {
        KeyPair other = TestTokens.keys();
        Map<String, String> tokens = new LinkedHashMap<>();
        String good = TestTokens.bearer(DISTRICT).substring("Bearer ".length());
        String[] parts = good.split("\\.");
        tokens.put("no algorithm", text("{\"alg\":\"none\"}") + "." + parts[1] + ".");
        tokens.put("no algorithm in capitals", text("{\"alg\":\"NONE\"}") + "." + parts[1] + ".");
        tokens.put("the public key as a shared secret", mac(TestTokens.publicKey().getEncoded()));
        tokens.put("the public key in PEM as a shared secret", mac(("-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(TestTokens.publicKey().getEncoded()) + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.UTF_8)));
        tokens.put("another key", TestTokens.sign(DISTRICT, other));
        tokens.put("a key that the token brings along", signed(new JWSHeader.Builder(JWSAlgorithm.RS256)
                .jwk(new RSAKey.Builder((RSAPublicKey) other.getPublic()).build()).build(),
                new RSASSASigner(other.getPrivate())));
        tokens.put("a key that the token names", signed(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("../../dev/null")
                .jwkURL(java.net.URI.create("http://127.0.0.1:1/keys")).type(JOSEObjectType.JWT).build(),
                new RSASSASigner(other.getPrivate())));
        tokens.put("no signature", parts[0] + "." + parts[1] + ".");
        tokens.put("the signature of another token", parts[0] + "." + parts[1] + "."
                + TestTokens.bearer(Map.of("roles", List.of("MEMBER"))).split("\\.")[2]);
        tokens.put("another issuer", claiming("iss", "https://elsewhere.invalid"));
        tokens.put("no issuer", claiming("iss", ""));
        tokens.put("another audience", claiming("aud", List.of("another-application")));
        tokens.put("no audience", claiming("aud", ""));
        tokens.put("expired", claiming("exp", Date.from(Instant.now().minusSeconds(600))));
        tokens.put("for ever", claiming("exp", ""));
        tokens.put("not valid yet", claiming("nbf", Date.from(Instant.now().plusSeconds(600))));
        tokens.put("a role that is no list", claiming("roles", "DISTRICT_ADMIN"));
        tokens.put("a scope that is no text", claiming("member_id", Map.of("$ne", "")));
        return tokens;
    }

    private static String claiming(String name, Object value) {
        Map<String, Object> claims = new LinkedHashMap<>(DISTRICT);
        claims.put(name, value);
        return TestTokens.bearer(claims).substring("Bearer ".length());
    }

    private static String mac(byte[] secret) {
        try {
            return signed(new JWSHeader(JWSAlgorithm.HS256), new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWSHeader header, JWSSigner signer) {
        try {
            SignedJWT good = SignedJWT.parse(TestTokens.bearer(DISTRICT).substring("Bearer ".length()));
            SignedJWT forged = new SignedJWT(header, JWTClaimsSet.parse(good.getJWTClaimsSet().toJSONObject()));
            forged.sign(signer);
            return forged.serialize();
        } catch (JOSEException | java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends each of them to every call that needs one; 401 is the only answer, and 403 where the token has no role. */
    public static List<String> faults(MockMvcTester mvc, JsonNode document) {
        List<String> faults = new ArrayList<>();
        Map<String, String> tokens = tokens();
        String roleless = TestTokens.bearer(Map.of("roles", List.of("ADMIN", "district_admin", "ROLE_DISTRICT_ADMIN")));
        Call.allOf(document).stream().filter(call -> !call.open()).forEach(call -> {
            tokens.forEach((wrong, token) -> expect(mvc, call, "Bearer " + token, wrong, 401, faults));
            expect(mvc, call, "Basic YWRtaW46YWRtaW4=", "a password", 401, faults);
            expect(mvc, call, roleless, "roles of others", 403, faults);
        });
        return faults;
    }

    private static void expect(MockMvcTester mvc, Call call, String authorization, String wrong, int status,
            List<String> faults) {
        int answered = mvc.method(HttpMethod.valueOf(call.method())).uri(call.path().replaceAll("\\{[^}]*}", "x"))
                .header("Authorization", authorization).exchange().getResponse().getStatus();
        if (answered != status) {
            faults.add(call + " with " + wrong + ": " + answered);
        }
    }
}
