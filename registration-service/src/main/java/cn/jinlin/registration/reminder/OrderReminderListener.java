package cn.jinlin.registration.reminder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;

/** Hears when orders start, and that they are no longer to be served. */
@Component
class OrderReminderListener {
    private final EventReader reader;
    private final ReminderDesk desk;

    OrderReminderListener(EventReader reader, ReminderDesk desk) {
        this.reader = reader;
        this.desk = desk;
    }

    /** Of several states of an order in one batch the last is enough. */
    @KafkaListener(id = "registration-order-reminders", topics = RequestEvent.TOPIC)
    void hear(List<ConsumerRecord<String, byte[]>> batch) {
        Map<String, Received<RequestEvent>> orders = new LinkedHashMap<>();
        reader.read(batch, RequestEvent.class).stream().filter(in -> in.event() instanceof OrderChanged)
                .forEach(in -> orders.put(in.event().aggregateId(), in));
        orders.values().forEach(in -> desk.follow((OrderChanged) in.event(), in.version()));
    }
}
