package cn.jinlin.registration.pairing;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import cn.jinlin.kit.store.DueWork;

/** Looks at what is due with pairings, each within two seconds. */
@Configuration(proxyBeanMethods = false)
class PairingClock {
    private static final Duration EVERY = Duration.ofSeconds(1);

    @Bean
    DueWork duePairings(Pairings pairings, PairingKeeper keeper, Clock clock) {
        return new DueWork("pairing", pairings.aggregates(), clock, EVERY, keeper::look);
    }
}
