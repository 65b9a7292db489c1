package cn.jinlin.kit.events;

import java.util.Map;
import java.util.Properties;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.kafka.core.ConsumerFactory;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.SupervisionEvent;

/** Opens the archive of all topics. */
public final class Archives {
    private final ConsumerFactory<String, byte[]> consumers;

    Archives(ConsumerFactory<String, byte[]> consumers) {
        this.consumers = consumers;
    }

    /** At the beginning of all topics; the caller closes it. */
    public Archive open() {
        Properties alone = new Properties();
        alone.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        String name = "archive-" + UUID.randomUUID();
        return new Archive(consumers.createConsumer(name, name, null, alone),
                Map.of(RegistrationEvent.TOPIC, RegistrationEvent.class, RequestEvent.TOPIC, RequestEvent.class,
                        SupervisionEvent.TOPIC, SupervisionEvent.class));
    }
}
