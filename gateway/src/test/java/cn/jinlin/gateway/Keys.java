package cn.jinlin.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/** Keys and tokens, good and bad. */
final class Keys {

    static final KeyPair GOOD = pair();
    static final KeyPair OTHER = pair();
    static final String ISSUER = "https://dev.jinlin.invalid";

    private Keys() {}

    static Path file() {
        try {
            Path file = Files.createTempFile("dev-token", ".key.pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(GOOD.getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n");
        } catch (Exception unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    static JWTClaimsSet.Builder claims(String subject, String... roles) {
        return new JWTClaimsSet.Builder().issuer(ISSUER).audience("jinlin").subject(subject)
                .claim("roles", List.of(roles)).expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    static String token(String subject, String... roles) {
        return signed(GOOD, claims(subject, roles).build());
    }

    static String signed(KeyPair key, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
            token.sign(new RSASSASigner(key.getPrivate()));
            return token.serialize();
        } catch (Exception unsigned) {
            throw new IllegalStateException(unsigned);
        }
    }

    /** Signed with the public key as if it were a shared secret. */
    static String confused(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(GOOD.getPublic().getEncoded()));
            return token.serialize();
        } catch (Exception unsigned) {
            throw new IllegalStateException(unsigned);
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
