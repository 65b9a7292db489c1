package cn.jinlin.supervision.finding;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import cn.jinlin.kit.store.DueWork;

/** Looks for findings that are to be escalated. */
@Configuration(proxyBeanMethods = false)
class FindingClock {
    private static final Duration EVERY = Duration.ofSeconds(10);

    @Bean
    DueWork dueFindings(Findings findings, FindingDesk desk, Clock clock) {
        return new DueWork("finding", findings.aggregates(), clock, EVERY, desk::escalate);
    }
}
