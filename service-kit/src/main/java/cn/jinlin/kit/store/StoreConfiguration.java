package cn.jinlin.kit.store;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;

import cn.jinlin.kit.fault.FaultHook;

/** Gives a service its database and its store; every write is acknowledged by the majority. */
@AutoConfiguration(after = MongoAutoConfiguration.class)
@EnableConfigurationProperties(StoreConfiguration.StoreProperties.class)
public class StoreConfiguration {
    /**
     * @param database the service's own database
     * @param engineTimeout how long one call to the store may take; shorter than the gateway's response timeout
     * @param patience how long a caller waits for its turn on an aggregate
     * @param outboxLimit unsent events of one aggregate at which it refuses further commands
     */
    @ConfigurationProperties("jinlin.store")
    public record StoreProperties(String database, @DefaultValue("3s") Duration engineTimeout,
            @DefaultValue("3s") Duration patience,
            @DefaultValue("2000") int outboxLimit) {}

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    MongoClientSettingsBuilderCustomizer boundedAndDurable(StoreProperties properties,
            @Value("${spring.application.name}") String application) {
        int millis = Math.toIntExact(properties.engineTimeout().toMillis());
        return settings -> settings.applicationName(application).writeConcern(WriteConcern.MAJORITY)
                .readConcern(ReadConcern.MAJORITY)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(millis, TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(64).maxWaitTime(2L * millis, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(1, TimeUnit.SECONDS).readTimeout(millis, TimeUnit.MILLISECONDS));
    }

    @Bean
    MongoDatabase database(MongoClient client, StoreProperties properties) {
        return client.getDatabase(properties.database());
    }

    @Bean
    Store store(MongoDatabase database, Clock clock, Outboxes outboxes, StoreProperties properties, FaultHook faults) {
        return new Store(database, clock, outboxes, new Store.Settings(properties.patience(), properties.outboxLimit()), faults);
    }
}
