package cn.jinlin.request.claim;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import cn.jinlin.kit.store.DueWork;
import cn.jinlin.request.schedule.Schedules;

/** Settles holds whose claim broke off. */
@Configuration(proxyBeanMethods = false)
class ScheduleClock {
    private static final Duration EVERY = Duration.ofSeconds(1);

    @Bean
    DueWork dueHolds(Schedules schedules, ScheduleKeeper keeper, Clock clock) {
        return schedules.settling(clock, EVERY, keeper::settle);
    }
}
