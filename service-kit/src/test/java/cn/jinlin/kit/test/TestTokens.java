package cn.jinlin.kit.test;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.security.TokenRules;

/**
 * Tokens of every role, as values of the {@code Authorization} header ({@code "Bearer …"}), valid for an hour; the same
 * claims give the same token. A test context trusts them by {@code @Import(TokenTestConfiguration.class)}.
 */
public final class TestTokens {
    public static final String AUDIENCE = "jinlin";
    private static final KeyPair KEYS = keys();
    /** To sign costs milliseconds, and most callers come again and again. */
    private static final Map<Map<String, ?>, String> SIGNED = new ConcurrentHashMap<>();

    private TestTokens() {}

    public static String member(String memberId) {
        return bearer(Role.MEMBER, Map.of("member_id", memberId));
    }

    /** A member that belongs to a unit. */
    public static String member(String memberId, String unitId) {
        return bearer(Role.MEMBER, Map.of("member_id", memberId, "unit_id", unitId));
    }

    public static String officer(String... communityIds) {
        return bearer(Role.COMMUNITY_OFFICER, Map.of("community_ids", List.of(communityIds)));
    }

    public static String liaison(String unitId) {
        return bearer(Role.UNIT_LIAISON, Map.of("unit_id", unitId));
    }

    public static String districtAdmin() {
        return bearer(Role.DISTRICT_ADMIN, Map.of());
    }

    public static String supervisor(String office) {
        return bearer(Role.SUPERVISOR, Map.of("office", office));
    }

    public static String platform(String clientId) {
        return bearer(Role.PLATFORM, Map.of("client_id", clientId));
    }

    private static String bearer(Role role, Map<String, Object> scope) {
        Map<String, Object> claims = new LinkedHashMap<>(scope);
        claims.put("roles", List.of(role.name()));
        claims.put("sub", role.name().toLowerCase(java.util.Locale.ROOT) + scope.values());
        return bearer(claims);
    }

    /** A token with these claims; issuer, audience and expiry are added where they are not given. */
    public static String bearer(Map<String, ?> claims) {
        return "Bearer " + SIGNED.computeIfAbsent(Map.copyOf(claims), wanted -> sign(wanted, KEYS));
    }

    /** Signs with RS256; a claim whose value is {@code ""} is left out. */
    public static String sign(Map<String, ?> claims, KeyPair keys) {
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder().subject("somebody").issuer(TokenRules.DEV_ISSUER)
                .audience(AUDIENCE).expirationTime(Date.from(Instant.now().plusSeconds(3600)));
        claims.forEach((name, value) -> set.claim(name, "".equals(value) ? null : value));
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), set.build());
        try {
            token.sign(new RSASSASigner(keys.getPrivate()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    public static RSAPublicKey publicKey() {
        return (RSAPublicKey) KEYS.getPublic();
    }

    /** A fresh RSA pair, for tokens that nobody trusts. */
    public static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
