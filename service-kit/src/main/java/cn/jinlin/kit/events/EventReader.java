package cn.jinlin.kit.events;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

import cn.jinlin.events.Event;

/**
 * Turns a polled batch into events. What cannot be read goes to {@code <topic>.dlt} with its cause before the rest is
 * handed on; any other fault leaves the batch uncommitted, and it is delivered again for as long as that takes.
 */
public final class EventReader {
    private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);

    private final KafkaTemplate<String, byte[]> deadLetters;

    public EventReader(KafkaTemplate<String, byte[]> deadLetters) {
        this.deadLetters = deadLetters;
    }

    /** The readable events of a batch in the order of their records. */
    public <E extends Event> List<Received<E>> read(List<ConsumerRecord<String, byte[]>> batch, Class<E> contract) {
        List<Received<E>> events = new ArrayList<>(batch.size());
        List<CompletableFuture<?>> buried = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> in : batch) {
            try {
                Wire.read(in, contract).ifPresent(events::add);
            } catch (Wire.Unreadable e) {
                LOG.error("unreadable record {}-{}@{} goes to the dead letters: {}", in.topic(), in.partition(), in.offset(),
                        e.getMessage());
                buried.add(deadLetters.send(deadLetter(in, e)));
            }
        }
        buried.forEach(CompletableFuture::join);
        return events;
    }

    private static ProducerRecord<String, byte[]> deadLetter(ConsumerRecord<String, byte[]> in, Wire.Unreadable cause) {
        ProducerRecord<String, byte[]> out = new ProducerRecord<>(in.topic() + ".dlt", null, in.key(), in.value(), in.headers());
        out.headers().add("jinlin-cause", String.valueOf(cause.getMessage()).getBytes(StandardCharsets.UTF_8));
        out.headers().add("jinlin-origin",
                (in.topic() + "-" + in.partition() + "@" + in.offset()).getBytes(StandardCharsets.UTF_8));
        return out;
    }
}
