package cn.jinlin.kit.print;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Provides the {@link Press} to the services that print. */
@AutoConfiguration
public class PrintConfiguration {
    @Bean
    @Lazy
    Press press() {
        return new Press();
    }
}
