package cn.jinlin.supervision.flag;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import cn.jinlin.kit.store.DueWork;
import cn.jinlin.supervision.evidence.Subjects;

/** Lets the rules look at every subject that something was told of, or whose time has come. */
@Configuration
class Watching {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    @Bean
    DueWork flagsDue(FlagDesk desk, Subjects subjects, Clock clock) {
        return new DueWork("flags", subjects::due, clock, LOOK_EVERY, desk::look);
    }
}
