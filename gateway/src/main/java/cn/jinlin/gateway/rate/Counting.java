package cn.jinlin.gateway.rate;

import java.time.Clock;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where buckets are kept: in this process, or where a store is named, in that. */
@Configuration(proxyBeanMethods = false)
class Counting {

    private static final String SHARED = "!'${jinlin.rates.store:}'.isBlank()";

    @Bean
    @ConditionalOnExpression(SHARED)
    RateStore rateStore(RateSettings settings, Clock clock) {
        return new RateStore(settings, clock);
    }

    @Bean
    @ConditionalOnExpression(SHARED)
    Rates sharedRates(RateSettings settings, RateStore store, Clock clock) {
        return new SharedRates(settings, new LocalRates(settings), store.buckets().asAsync(), clock);
    }

    @Bean
    @ConditionalOnExpression("'${jinlin.rates.store:}'.isBlank()")
    Rates localRates(RateSettings settings) {
        return new LocalRates(settings);
    }
}
