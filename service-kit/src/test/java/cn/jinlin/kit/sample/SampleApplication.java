package cn.jinlin.kit.sample;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;

import cn.jinlin.kit.events.EventsConfiguration;
import cn.jinlin.kit.outbox.OutboxConfiguration;
import cn.jinlin.kit.store.StoreConfiguration;

/** A service as small as can be, to show what the kit promises over HTTP. */
@SpringBootApplication(exclude = {EventsConfiguration.class, OutboxConfiguration.class, StoreConfiguration.class,
    KafkaAutoConfiguration.class})
public class SampleApplication {
    @Bean
    MongoDatabase sampleDatabase(MongoClient client) {
        return client.getDatabase("sample");
    }
}
