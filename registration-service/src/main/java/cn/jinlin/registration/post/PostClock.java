package cn.jinlin.registration.post;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import cn.jinlin.kit.store.DueWork;

/** Ends terms, each within two seconds of its hour. */
@Configuration(proxyBeanMethods = false)
class PostClock {
    private static final Duration EVERY = Duration.ofSeconds(1);

    @Bean
    DueWork duePosts(Posts posts, PostKeeper keeper, Clock clock) {
        return new DueWork("post", posts.aggregates(), clock, EVERY, keeper::look);
    }
}
