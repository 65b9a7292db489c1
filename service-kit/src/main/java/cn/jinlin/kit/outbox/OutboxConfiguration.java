package cn.jinlin.kit.outbox;

import java.time.Clock;
import java.time.Duration;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;

import cn.jinlin.kit.fault.FaultHook;
import cn.jinlin.kit.store.StoreConfiguration;

/** The relay, and how far it is behind as a metric and as a health warning. */
@AutoConfiguration(after = KafkaAutoConfiguration.class, before = StoreConfiguration.class)
public class OutboxConfiguration {
    /** An event that waits longer than this is worth a warning. */
    private static final Duration WORRYING = Duration.ofSeconds(30);
    private static final Status WARNING = new Status("WARNING", "events wait to be sent");

    @Bean
    Relay relay(KafkaTemplate<String, byte[]> kafka, Clock clock, @Value("${spring.application.name}") String application,
            FaultHook faults) {
        return new Relay(kafka, clock, "/jinlin/" + application, faults);
    }

    @Bean
    HealthIndicator outboxHealthIndicator(Relay relay, Clock clock) {
        return () -> {
            Duration age = age(relay, clock);
            return Health.status(age.compareTo(WORRYING) > 0 ? WARNING : Status.UP)
                    .withDetail("oldestUnsentSeconds", age.toSeconds()).build();
        };
    }

    @Bean
    Gauge oldestUnsentEvent(Relay relay, Clock clock, MeterRegistry meters) {
        return Gauge.builder("jinlin.outbox.oldest", () -> age(relay, clock).toMillis() / 1_000.0).baseUnit("seconds")
                .description("Age of the oldest event that the broker has not got").register(meters);
    }

    private static Duration age(Relay relay, Clock clock) {
        return relay.oldestUnsent().map(since -> Duration.between(since, clock.instant())).orElse(Duration.ZERO);
    }
}
