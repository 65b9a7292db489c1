package cn.jinlin.supervision.support;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import cn.jinlin.kit.store.DueWork;

/** Lets plans expire, lapse and end by themselves. */
@Configuration(proxyBeanMethods = false)
class PlanClock {
    @Bean
    DueWork duePlans(SupportPlans plans, PlanDesk desk, SupportProperties properties, Clock clock) {
        return new DueWork("support-plan", plans.aggregates(), clock, properties.lookEvery(), desk::pass);
    }
}
