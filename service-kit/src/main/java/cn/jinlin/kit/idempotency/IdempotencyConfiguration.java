package cn.jinlin.kit.idempotency;

import java.time.Clock;
import java.util.Optional;

import jakarta.servlet.Filter;

import com.mongodb.client.MongoDatabase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

import cn.jinlin.kit.body.WebSettings;
import cn.jinlin.kit.crypto.FieldCipher;

/** Repeatable POSTs, where the service has a database. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
public class IdempotencyConfiguration {
    @Bean
    FilterRegistrationBean<Filter> idempotencyFilter(ObjectProvider<MongoDatabase> database, FieldCipher cipher,
            WebSettings settings, ObjectProvider<Clock> clock) {
        Optional<Filter> honouring = idempotency(database, cipher, clock)
                .map(idempotency -> new IdempotencyFilter(idempotency, settings.maxUpload().toBytes()));
        FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(
                honouring.orElse((request, response, chain) -> chain.doFilter(request, response)));
        filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 10);
        filter.setEnabled(honouring.isPresent());
        return filter;
    }

    @Bean
    IdempotencySweep idempotencySweep(ObjectProvider<MongoDatabase> database, FieldCipher cipher,
            ObjectProvider<Clock> clock) {
        return new IdempotencySweep(idempotency(database, cipher, clock));
    }

    private static Optional<Idempotency> idempotency(ObjectProvider<MongoDatabase> database, FieldCipher cipher,
            ObjectProvider<Clock> clock) {
        return Optional.ofNullable(database.getIfAvailable())
                .map(own -> new Idempotency(own, cipher, clock.getIfAvailable(Clock::systemUTC)));
    }
}
