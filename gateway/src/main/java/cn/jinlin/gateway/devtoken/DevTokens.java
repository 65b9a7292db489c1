package cn.jinlin.gateway.devtoken;

import java.nio.file.Path;
import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

import cn.jinlin.gateway.access.RememberedTokens;
import cn.jinlin.gateway.access.TokenRules;
import cn.jinlin.gateway.access.TokenSettings;

/** Development tokens: one key signs them here and proves them here. */
@Configuration(proxyBeanMethods = false)
@Profile("dev-tokens")
class DevTokens {

    @Bean
    DevKey devKey(DevTokenSettings settings) {
        return DevKey.read(Path.of(settings.privateKey()));
    }

    @Bean
    TokenMint tokenMint(DevKey key, DevTokenSettings settings, TokenSettings tokens, Clock clock) {
        return new TokenMint(key, settings, tokens.audience(), clock);
    }

    @Bean
    ReactiveJwtDecoder devTokenDecoder(DevKey key, DevTokenSettings settings, TokenSettings tokens, Clock clock) {
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withPublicKey(key.open())
                .signatureAlgorithm(SignatureAlgorithm.RS256).validateType(false).build();
        TokenRules rules = new TokenRules(settings.issuer(), tokens.audience(), tokens.skew(), clock);
        decoder.setJwtValidator(rules);
        return new RememberedTokens(decoder, rules);
    }
}
