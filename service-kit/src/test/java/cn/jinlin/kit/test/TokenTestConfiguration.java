package cn.jinlin.kit.test;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.jwt.JwtDecoder;

import cn.jinlin.kit.crypto.FieldCipher;
import cn.jinlin.kit.security.TokenRules;

/** Lets a test context trust {@link TestTokens}, and gives it a data key. */
@TestConfiguration(proxyBeanMethods = false)
public class TokenTestConfiguration {
    @Bean
    JwtDecoder testTokenDecoder() {
        return TokenRules.trusting(TestTokens.publicKey(), TokenRules.DEV_ISSUER, TestTokens.AUDIENCE);
    }

    @Bean
    FieldCipher testFieldCipher() {
        return new FieldCipher("dGVzdC1kYXRhLWtleS1vZi0zMi1ieXRlcy0tLS0wMDE=");
    }
}
