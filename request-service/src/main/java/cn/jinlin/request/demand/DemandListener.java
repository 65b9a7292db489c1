package cn.jinlin.request.demand;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;
import cn.jinlin.request.order.ServiceOrders;

/**
 * Lets demands follow their orders. An event only says which order to look at; its status is read from the order, so late and
 * repeated events do no harm.
 */
@Component
class DemandListener {
    private final EventReader reader;
    private final ServiceOrders orders;
    private final Demands demands;

    DemandListener(EventReader reader, ServiceOrders orders, Demands demands) {
        this.reader = reader;
        this.orders = orders;
        this.demands = demands;
    }

    @KafkaListener(id = "request-demands", topics = RequestEvent.TOPIC)
    void take(List<ConsumerRecord<String, byte[]>> batch) {
        for (Received<RequestEvent> in : reader.read(batch, RequestEvent.class)) {
            if (in.event() instanceof OrderChanged told && !told.source().equals("OFFICER")) {
                orders.all(List.of(told.orderId()))
                        .forEach(order -> demands.follow(told.orderId(), order.state().status(), in.at()));
            }
        }
    }
}
