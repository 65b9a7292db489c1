package cn.jinlin.registration.inbox;

import java.time.Clock;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import cn.jinlin.kit.store.DueWork;

/** Has messages sent on; where nothing else is declared, into the log, by ids and code alone. */
@Configuration(proxyBeanMethods = false)
class InboxClock {
    private static final Logger LOG = LoggerFactory.getLogger(InboxClock.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    @Bean
    @ConditionalOnMissingBean
    Courier loggingCourier() {
        return parcel -> LOG.info("message {} {} for member {}", parcel.number(), parcel.code(), parcel.memberId());
    }

    @Bean
    DueWork dueSendings(Inboxes inboxes, InboxDesk desk, Clock clock) {
        return inboxes.sendings(clock, EVERY, desk::send);
    }
}
