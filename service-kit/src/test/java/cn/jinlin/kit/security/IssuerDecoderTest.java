package cn.jinlin.kit.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;

import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.domain.Refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IssuerDecoderTest {
    private RSAKey rsa;
    private ECKey ec;
    private HttpServer server;
    private String issuer;

    @BeforeEach
    void start() throws IOException, JOSEException {
        rsa = new RSAKeyGenerator(2048).keyID("r").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("e").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        answer("/.well-known/openid-configuration", "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/keys\"}");
        answer("/keys", new JWKSet(List.of(rsa.toPublicJWK(), ec.toPublicJWK())).toString());
    }

    private void answer(String path, String json) {
        server.createContext(path, exchange -> {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String token(JWSAlgorithm algorithm, String key, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key).build(),
                new JWTClaimsSet.Builder().subject("x")
                        .issuer(issuer).audience("jinlin").expirationTime(Date.from(Instant.now().plusSeconds(60))).build());
        token.sign(signer);
        return token.serialize();
    }

    @Test
    void acceptsRs256AndEs256Alone() throws JOSEException {
        server.start();
        JwtDecoder decoder = new IssuerDecoder(issuer, "jinlin");
        assertThat(decoder.decode(token(JWSAlgorithm.RS256, "r", new RSASSASigner(rsa))).getSubject()).isEqualTo("x");
        assertThat(decoder.decode(token(JWSAlgorithm.ES256, "e", new ECDSASigner(ec))).getSubject()).isEqualTo("x");
        String rs512 = token(JWSAlgorithm.RS512, "r", new RSASSASigner(rsa));
        String hs256 = token(JWSAlgorithm.HS256, "r", new MACSigner(rsa.toPublicJWK().toJSONString()));
        String stranger = token(JWSAlgorithm.RS256, "r", new RSASSASigner(new RSAKeyGenerator(2048).generate()));
        for (String bad : List.of(rs512, hs256, stranger)) {
            assertThatThrownBy(() -> decoder.decode(bad)).isInstanceOf(BadJwtException.class);
        }
    }

    @Test
    void refusesTheTokensOfAnotherAudience() throws JOSEException {
        server.start();
        String token = token(JWSAlgorithm.RS256, "r", new RSASSASigner(rsa));
        assertThatThrownBy(() -> new IssuerDecoder(issuer, "other").decode(token)).isInstanceOf(BadJwtException.class);
    }

    @Test
    void isUnavailableWhileTheIssuerIsAwayAndRecovers() throws JOSEException {
        JwtDecoder decoder = new IssuerDecoder(issuer.replace("127.0.0.1", "127.0.0.2"), "jinlin");
        String token = token(JWSAlgorithm.RS256, "r", new RSASSASigner(rsa));
        assertUnavailable(decoder, token);
        AtomicInteger asked = new AtomicInteger();
        JwtDecoder later = new IssuerDecoder(() -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("away");
            }
            return TokenRules.trusting(publicKey(), issuer, "jinlin");
        });
        assertUnavailable(later, token);
        assertUnavailable(later, token);
        assertThat(asked).hasValue(1);
        Awaitility.await().ignoreExceptions().untilAsserted(() -> assertThat(later.decode(token).getSubject()).isEqualTo("x"));
        assertThat(asked).hasValue(2);
    }

    @Test
    void isUnavailableWhenTheKeysCantBeFetched() throws JOSEException {
        server.removeContext("/keys");
        server.start();
        assertUnavailable(new IssuerDecoder(issuer, "jinlin"), token(JWSAlgorithm.RS256, "r", new RSASSASigner(rsa)));
    }

    private java.security.interfaces.RSAPublicKey publicKey() {
        try {
            return rsa.toRSAPublicKey();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertUnavailable(JwtDecoder decoder, String token) {
        assertThatThrownBy(() -> decoder.decode(token)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(KitRefusal.ISSUER_UNAVAILABLE);
            assertThat(refused.retryAfter()).isNotNull();
        });
    }
}
