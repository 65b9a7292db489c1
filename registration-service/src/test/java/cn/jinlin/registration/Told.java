package cn.jinlin.registration;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.annotation.PreDestroy;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.core.ConsumerFactory;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.kit.StateJson;

/** Everything that the service has told on its topic. */
public class Told {
    private final List<ConsumerRecord<String, byte[]>> records = new CopyOnWriteArrayList<>();
    private volatile boolean running = true;

    @Autowired
    ConsumerFactory<String, byte[]> consumers;

    @EventListener(ApplicationReadyEvent.class)
    void listen() {
        Thread.ofPlatform().daemon().name("told").start(() -> {
            try (Consumer<String, byte[]> consumer = consumers.createConsumer("told-" + UUID.randomUUID(), "")) {
                consumer.subscribe(List.of(RegistrationEvent.TOPIC));
                while (running) {
                    consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                }
            }
        });
    }

    @PreDestroy
    void stop() {
        running = false;
    }

    /** Everything so far, as it came. */
    public List<ConsumerRecord<String, byte[]>> all() {
        return List.copyOf(records);
    }

    /** The values of an aggregate's events so far, in their order. */
    public List<String> about(String aggregateId) {
        return records.stream().filter(told -> told.key().equals(aggregateId))
                .map(told -> new String(told.value(), java.nio.charset.StandardCharsets.UTF_8)).toList();
    }

    /** The records of an aggregate's events so far, as they are on the topic. */
    public List<ConsumerRecord<String, byte[]>> records(String aggregateId) {
        return records.stream().filter(told -> told.key().equals(aggregateId)).toList();
    }

    /** Waits until this many events of an aggregate were told, and gives the last. */
    public <E extends RegistrationEvent> E last(String aggregateId, int number, Class<E> type) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> about(aggregateId).size() >= number);
        return StateJson.mapper().readValue(about(aggregateId).getLast(), type);
    }

    /** Headers of the first event of an aggregate. */
    public Map<String, String> headers(String aggregateId) {
        Map<String, String> headers = new java.util.HashMap<>();
        records.stream().filter(told -> told.key().equals(aggregateId)).findFirst().orElseThrow().headers()
                .forEach(
                        header -> headers.put(header.key(), new String(header.value(), java.nio.charset.StandardCharsets.UTF_8)));
        return headers;
    }
}
