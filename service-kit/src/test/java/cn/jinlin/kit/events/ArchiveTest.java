package cn.jinlin.kit.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import cn.jinlin.events.Event;
import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.kit.StateJson;

import static org.assertj.core.api.Assertions.assertThat;

class ArchiveTest {
    private static final String TOPIC = RegistrationEvent.TOPIC;
    private static final int PARTITIONS = 4;
    private static final Instant START = Instant.parse("2026-05-16T08:30:00Z");

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final Map<Integer, Long> ends = new HashMap<>();
    private final List<String> told = new ArrayList<>();
    private final List<Instant> moments = new ArrayList<>();

    private Archive archive() {
        consumer.updatePartitions(TOPIC, IntStream.range(0, PARTITIONS)
                .mapToObj(number -> new PartitionInfo(TOPIC, number, null, null, null)).toList());
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        IntStream.range(0, PARTITIONS).forEach(number -> beginnings.put(new TopicPartition(TOPIC, number), 0L));
        consumer.updateBeginningOffsets(beginnings);
        consumer.updateEndOffsets(beginnings);
        return new Archive(consumer, Map.of(TOPIC, RegistrationEvent.class));
    }

    @Test
    void tellsTheEventsOfAllPartitionsInTheOrderOfTime() {
        try (Archive archive = archive()) {
            Random random = new Random(7);
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                expected.add("c" + i);
                put(random.nextInt(PARTITIONS), "c" + i, START.plusSeconds(i));
            }
            archive.readOn(this::note);
            assertThat(told).isEqualTo(expected);
            assertThat(moments).isSorted();
        }
    }

    @Test
    void goesOnFromWhereItStopped() {
        try (Archive archive = archive()) {
            put(0, "a", START);
            archive.readOn(this::note);
            archive.readOn(this::note);
            put(1, "b", START.minusSeconds(5));
            archive.readOn(this::note);
            assertThat(told).containsExactly("a", "b");
        }
    }

    /** The order of a partition is that of each aggregate: a clock that went back does not change it. */
    @Test
    void keepsTheOrderOfAPartitionAndMomentsNeverGoBackInIt() {
        try (Archive archive = archive()) {
            put(0, "first", START.plusSeconds(60));
            put(0, "second", START);
            put(1, "between", START.plusSeconds(30));
            archive.readOn(this::note);
            assertThat(told).containsExactly("between", "first", "second");
            assertThat(moments).containsExactly(START.plusSeconds(30), START.plusSeconds(60), START.plusSeconds(60));
        }
    }

    @Test
    void passesOverWhatCannotBeReadAndEmptyTopicsTellNothing() {
        try (Archive archive = archive()) {
            archive.readOn(this::note);
            add(2, "broken", "{".getBytes(java.nio.charset.StandardCharsets.UTF_8), START);
            put(2, "sound", START);
            archive.readOn(this::note);
            assertThat(told).containsExactly("sound");
        }
    }

    private void note(Instant at, Received<? extends Event> in) {
        moments.add(at);
        told.add(in.event().aggregateId());
    }

    private void put(int partition, String id, Instant at) {
        add(partition, id, StateJson.mapper()
                .writeValueAsBytes(new CommunityChanged(id, "name", "350211102", "town", Optional.empty(), List.of())), at);
    }

    private void add(int partition, String id, byte[] value, Instant at) {
        long offset = ends.merge(partition, 1L, Long::sum) - 1;
        ProducerRecord<String, byte[]> sent = Wire.write(TOPIC, "/test", id, "event-" + id, "community.changed.v1", 1, at, "");
        ConsumerRecord<String, byte[]> in = new ConsumerRecord<>(TOPIC, partition, offset, id, value);
        sent.headers().forEach(header -> in.headers().add(header));
        consumer.addRecord(in);
        consumer.updateEndOffsets(Map.of(new TopicPartition(TOPIC, partition), offset + 1));
    }
}
