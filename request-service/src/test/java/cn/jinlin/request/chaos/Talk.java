package cn.jinlin.request.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.kit.Ids;
import cn.jinlin.kit.StateJson;
import cn.jinlin.kit.events.EventTypes;
import cn.jinlin.kit.events.Wire;

/** The topics from outside: what registration-service tells, and what was told before told once more. */
final class Talk implements AutoCloseable {
    private final String bootstrapServers;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, Long> versions = new HashMap<>();
    private final AtomicInteger repeated = new AtomicInteger();

    Talk(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.ACKS_CONFIG, "all"), new StringSerializer(), new ByteArraySerializer());
    }

    void tell(RegistrationEvent event) {
        long version = versions.merge(event.aggregateId(), 1L, Long::sum);
        producer.send(Wire.write(RegistrationEvent.TOPIC, "/jinlin/registration-service", event.aggregateId(), Ids.next(),
                EventTypes.nameOf(event), version, Instant.now(), StateJson.mapper().writeValueAsString(event)));
    }

    /** Tells some of what the topic holds again, as it is: a duplicate, or an old version come late. */
    void repeat(String topic, Random random, int number) {
        List<ConsumerRecord<String, byte[]>> all = all(topic);
        for (int i = 0; i < number && !all.isEmpty(); i++) {
            ConsumerRecord<String, byte[]> old = all.get(random.nextInt(all.size()));
            producer.send(new ProducerRecord<>(topic, old.partition(), old.key(), old.value(), old.headers()));
            repeated.incrementAndGet();
        }
        producer.flush();
    }

    int repeated() {
        return repeated.get();
    }

    /** The whole topic, by partition and offset. */
    List<ConsumerRecord<String, byte[]>> all(String topic) {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        all.sort(java.util.Comparator.<ConsumerRecord<String, byte[]>>comparingInt(ConsumerRecord::partition)
                .thenComparingLong(ConsumerRecord::offset));
        return all;
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
