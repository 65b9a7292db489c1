package cn.jinlin.gateway.devtoken;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/** Signs (RS256) the claims that somebody wishes for. */
final class TokenMint {

    private final RSASSASigner signer;
    private final String issuer;
    private final String audience;
    private final Duration life;
    private final Clock clock;

    TokenMint(DevKey key, DevTokenSettings settings, String audience, Clock clock) {
        this.signer = new RSASSASigner(key.secret());
        this.issuer = settings.issuer();
        this.life = settings.life();
        this.audience = audience;
        this.clock = clock;
    }

    Duration life() {
        return life;
    }

    String mint(TokenWish wish) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).build(), claims(wish));
        try {
            token.sign(signer);
        } catch (JOSEException unsigned) {
            throw new IllegalStateException("The development key does not sign", unsigned);
        }
        return token.serialize();
    }

    private JWTClaimsSet claims(TokenWish wish) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(issuer).audience(audience)
                .subject(wish.about()).jwtID(UUID.randomUUID().toString()).issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life))).claim("roles", wish.roles())
                .claim("member_id", wish.memberId()).claim("unit_id", wish.unitId()).claim("office", wish.office())
                .claim("client_id", wish.clientId());
        return (wish.communityIds().isEmpty() ? claims : claims.claim("community_ids", wish.communityIds())).build();
    }
}
