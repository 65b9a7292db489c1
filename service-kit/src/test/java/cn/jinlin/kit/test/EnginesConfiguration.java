package cn.jinlin.kit.test;

import java.util.List;

import com.mongodb.ConnectionString;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Points a service under test to {@link Engines}. */
@TestConfiguration(proxyBeanMethods = false)
public class EnginesConfiguration {
    @Bean
    MongoConnectionDetails mongoConnectionDetails() {
        return () -> new ConnectionString(Engines.mongoUri());
    }

    @Bean
    KafkaConnectionDetails kafkaConnectionDetails() {
        return () -> List.of(Engines.bootstrapServers());
    }
}
