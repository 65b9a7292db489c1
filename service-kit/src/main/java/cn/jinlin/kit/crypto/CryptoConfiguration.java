package cn.jinlin.kit.crypto;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Provides the service's {@link FieldCipher}; a service without a usable data key does not start. */
@AutoConfiguration
public class CryptoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    FieldCipher fieldCipher(Environment environment) {
        return new FieldCipher(DataKeySetting.of(environment));
    }
}
