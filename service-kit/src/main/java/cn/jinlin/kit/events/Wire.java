package cn.jinlin.kit.events;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import tools.jackson.core.JacksonException;

import cn.jinlin.events.Event;
import cn.jinlin.kit.StateJson;

/**
 * An event as a Kafka record: CloudEvents 1.0 in binary mode (headers {@code ce_*}), the JSON of the record as its value,
 * the aggregate's id as its key, and the extension attribute {@code aggregateversion}.
 */
public final class Wire {
    private static final String ID = "ce_id";
    private static final String TYPE = "ce_type";
    private static final String TIME = "ce_time";
    private static final String VERSION = "ce_aggregateversion";

    private Wire() {}

    /** A record ready to send. */
    public static ProducerRecord<String, byte[]> write(String topic, String source, String key, String id, String type,
            long version,
            Instant at, String payload) {
        ProducerRecord<String, byte[]> out = new ProducerRecord<>(topic, key, payload.getBytes(StandardCharsets.UTF_8));
        Headers headers = out.headers();
        put(headers, "ce_specversion", "1.0");
        put(headers, ID, id);
        put(headers, "ce_source", source);
        put(headers, TYPE, type);
        put(headers, TIME, at.toString());
        put(headers, "ce_partitionkey", key);
        put(headers, VERSION, Long.toString(version));
        put(headers, "content-type", "application/json");
        return out;
    }

    /**
     * Reads a record; empty for an event type that this contract does not know, which a newer publisher may send.
     *
     * @throws Unreadable when it is no event, or breaks the schema of its type
     */
    static <E extends Event> Optional<Received<E>> read(ConsumerRecord<String, byte[]> in, Class<E> contract) {
        String name = header(in, TYPE);
        Optional<Class<? extends E>> type = EventTypes.typeOf(contract, name);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        if (in.value() == null) {
            throw new Unreadable("no value");
        }
        try {
            E event = StateJson.mapper().readValue(in.value(), type.get());
            String missing = event == null ? name : Completeness.missing(event);
            if (missing != null) {
                throw new Unreadable("no " + missing);
            }
            return Optional.of(
                    new Received<>(header(in, ID), Long.parseLong(header(in, VERSION)), Instant.parse(header(in, TIME)), event));
        } catch (JacksonException e) {
            throw new Unreadable(e.getClass().getSimpleName() + " at " + e.getLocation().offsetDescription());
        } catch (NumberFormatException | DateTimeException e) {
            throw new Unreadable("a header is no number or no instant");
        }
    }

    private static String header(ConsumerRecord<?, ?> in, String name) {
        Header header = in.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new Unreadable("no header " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** What is on the topic is not an event of the contract; says where it breaks, never what it holds. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String cause) {
            super(cause);
        }
    }
}
