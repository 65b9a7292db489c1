package cn.jinlin.supervision.exemplar;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import cn.jinlin.kit.store.DueWork;

/** Looks for steps of publications that are due. */
@Configuration(proxyBeanMethods = false)
class PublicationClock {
    private static final Duration EVERY = Duration.ofSeconds(1);

    @Bean
    DueWork duePublications(Exemplars exemplars, PublicationDesk desk, Clock clock) {
        return new DueWork("publication", exemplars.aggregates(), clock, EVERY, desk::work);
    }
}
