package cn.jinlin.registration.member;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import cn.jinlin.kit.store.DueWork;

/** Lets time end what was not confirmed anew. */
@Configuration(proxyBeanMethods = false)
class MemberClock {
    private static final Duration EVERY = Duration.ofSeconds(10);

    @Bean
    DueWork dueRegistrations(Members members, RegistrationDesk desk, Clock clock) {
        return members.runningOut(clock, EVERY, desk::runOut);
    }
}
