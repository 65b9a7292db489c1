package cn.jinlin.registration.confirmation;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import cn.jinlin.kit.store.DueWork;
import cn.jinlin.registration.member.Members;

/** Lets time end what was not confirmed anew. */
@Configuration(proxyBeanMethods = false)
class RegistrationClock {
    private static final Duration EVERY = Duration.ofSeconds(10);

    @Bean
    DueWork dueRegistrations(Members members, RegistrationDesk desk, Clock clock) {
        return members.runningOut(clock, EVERY, desk::runOut);
    }
}
