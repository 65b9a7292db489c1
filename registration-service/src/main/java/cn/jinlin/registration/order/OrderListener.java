package cn.jinlin.registration.order;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;
import cn.jinlin.kit.store.View;

/** Hears what becomes of orders. */
@Component
class OrderListener {
    private final EventReader reader;
    private final KnownOrders orders;

    OrderListener(EventReader reader, KnownOrders orders) {
        this.reader = reader;
        this.orders = orders;
    }

    @KafkaListener(id = "registration-orders", topics = RequestEvent.TOPIC)
    void hear(List<ConsumerRecord<String, byte[]>> batch) {
        List<View.Entry<KnownOrder>> entries = new ArrayList<>();
        for (Received<RequestEvent> in : reader.read(batch, RequestEvent.class)) {
            if (in.event() instanceof OrderChanged told) {
                entries.add(new View.Entry<>(told.orderId(), in.version(), KnownOrder.of(told)));
            }
        }
        orders.apply(entries);
    }
}
