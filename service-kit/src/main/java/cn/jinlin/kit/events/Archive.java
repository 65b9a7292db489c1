package cn.jinlin.kit.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import cn.jinlin.events.Event;

/**
 * Everything that some topics hold, from their beginning on, in the order of time: whoever rebuilds from it can stop at any
 * moment of the past. The events of one aggregate keep their order. Nothing is committed, so no listener notices. It holds
 * some thousand records in memory at a time, however long the topics are.
 */
public final class Archive implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int BUFFERED = 1_000;

    private final Consumer<String, byte[]> consumer;
    private final Map<String, Class<? extends Event>> contracts;
    private final Map<TopicPartition, Shelf> shelves = new HashMap<>();

    /** One partition: what was read of it and not told yet. */
    private static final class Shelf {
        private final Deque<Received<? extends Event>> events = new ArrayDeque<>();
        private Instant time = Instant.MIN;
        private long end;
        private long position;

        /** When its next event counts as told: never before one that stands before it. */
        Instant next() {
            Instant at = events.element().at();
            return at.isAfter(time) ? at : time;
        }

        boolean isReadToItsEnd() {
            return position >= end;
        }
    }

    /** @param contracts the topics and what is on them */
    Archive(Consumer<String, byte[]> consumer, Map<String, Class<? extends Event>> contracts) {
        this.consumer = consumer;
        this.contracts = Map.copyOf(contracts);
        List<TopicPartition> partitions = contracts.keySet().stream().flatMap(topic -> consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        partitions.forEach(partition -> {
            Shelf shelf = new Shelf();
            shelf.position = consumer.position(partition);
            shelves.put(partition, shelf);
        });
    }

    /**
     * Tells every event from where it stopped the last time to where the topics end now. What cannot be read is passed over:
     * the listeners have sent it to the dead letters.
     *
     * @param reader gets each event and the moment that it counts as told
     */
    public void readOn(BiConsumer<Instant, Received<? extends Event>> reader) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(shelves.keySet());
        shelves.forEach((partition, shelf) -> shelf.end = ends.getOrDefault(partition, 0L));
        while (shelves.values().stream().anyMatch(shelf -> !shelf.isReadToItsEnd() || !shelf.events.isEmpty())) {
            if (waiting().findAny().isPresent()) {
                fill();
            }
            tell(reader);
        }
    }

    /** As long as every partition that has more to come shows its next event, the earliest of them is the next of all. */
    private void tell(BiConsumer<Instant, Received<? extends Event>> reader) {
        while (waiting().findAny().isEmpty()) {
            Optional<Shelf> earliest = shelves.values().stream().filter(shelf -> !shelf.events.isEmpty())
                    .min(Comparator.comparing(Shelf::next));
            if (earliest.isEmpty()) {
                return;
            }
            Shelf shelf = earliest.get();
            shelf.time = shelf.next();
            reader.accept(shelf.time, shelf.events.remove());
        }
    }

    private Stream<Shelf> waiting() {
        return shelves.values().stream().filter(shelf -> shelf.events.isEmpty() && !shelf.isReadToItsEnd());
    }

    private void fill() {
        List<TopicPartition> full = new ArrayList<>();
        List<TopicPartition> open = new ArrayList<>();
        shelves.forEach((partition, shelf) -> (shelf.isReadToItsEnd() || shelf.events.size() >= BUFFERED ? full : open)
                .add(partition));
        consumer.pause(full);
        consumer.resume(open);
        consumer.poll(POLL).forEach(this::shelve);
        shelves.forEach((partition, shelf) -> shelf.position = Math.max(shelf.position, consumer.position(partition)));
    }

    private void shelve(ConsumerRecord<String, byte[]> in) {
        try {
            Class<? extends Event> contract = contracts.get(in.topic());
            Shelf shelf = shelves.get(new TopicPartition(in.topic(), in.partition()));
            if (contract != null && shelf != null) {
                Wire.read(in, contract).ifPresent(shelf.events::add);
            }
        } catch (Wire.Unreadable _) {
            // a listener has said so
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
