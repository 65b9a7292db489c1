package cn.jinlin.kit.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are trusted.
 *
 * @param issuerUri the OIDC issuer, asked at the first token and not at the start; unused in {@code dev-tokens}
 * @param audience what {@code aud} must contain
 * @param devPublicKey path of a PEM file with an RSA public key; used in {@code dev-tokens} alone
 */
@ConfigurationProperties("jinlin.security")
public record SecuritySettings(@DefaultValue("") String issuerUri, @DefaultValue("jinlin") String audience,
        @DefaultValue("") String devPublicKey) {}
