package cn.jinlin.kit.events;

import java.time.Duration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** Topics, the reader of events, and listeners that never give up while an engine is away. */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@EnableConfigurationProperties(EventsConfiguration.EventsProperties.class)
public class EventsConfiguration {
    /**
     * @param partitions of each service's topic; never changed once events are there, because the key decides the order
     * @param replication copies of each partition
     */
    @ConfigurationProperties("jinlin.events")
    public record EventsProperties(@DefaultValue("12") int partitions, @DefaultValue("1") short replication) {}

    @Bean
    Topics topics(KafkaAdmin admin, EventsProperties properties) {
        return new Topics(admin.getConfigurationProperties(), properties);
    }

    @Bean
    EventReader eventReader(KafkaTemplate<String, byte[]> kafka) {
        return new EventReader(kafka);
    }

    @Bean
    Archives archives(ConsumerFactory<String, byte[]> consumers) {
        return new Archives(consumers);
    }

    @Bean
    CommonErrorHandler retryForEver() {
        ExponentialBackOff backOff = new ExponentialBackOff(Duration.ofMillis(200).toMillis(), 2);
        backOff.setMaxInterval(Duration.ofSeconds(5).toMillis());
        DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
        handler.setClassifications(java.util.Map.of(), true);
        return handler;
    }
}
