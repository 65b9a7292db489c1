package cn.jinlin.kit.fault;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Gives a service the no-op hook. */
@AutoConfiguration
public class FaultConfiguration {
    @Bean
    @ConditionalOnMissingBean
    FaultHook faultHook() {
        return FaultHook.NONE;
    }
}
