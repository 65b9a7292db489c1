package cn.jinlin.registration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;

import cn.jinlin.events.Event;
import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.kit.StateJson;
import cn.jinlin.kit.events.EventTypes;
import cn.jinlin.kit.events.Wire;

/** What other services and processes tell, as it comes over Kafka. */
public class Elsewhere {
    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    public void tells(RequestEvent event, long version) {
        tells(event, version, Instant.now());
    }

    public void tells(Event event, long version, Instant at) {
        tells(event, UUID.randomUUID().toString(), version, at);
    }

    /** @param id the event's own; the same for a duplicate */
    public void tells(Event event, String id, long version, Instant at) {
        String topic = switch (event) {
            case RequestEvent _ -> RequestEvent.TOPIC;
            case SupervisionEvent _ -> SupervisionEvent.TOPIC;
            default -> RegistrationEvent.TOPIC;
        };
        kafka.send(Wire.write(topic, "/test", event.aggregateId(), id, EventTypes.nameOf(event), version, at,
                StateJson.mapper().writeValueAsString(event))).join();
    }

    /** An order of five places. */
    public static OrderChanged order(String orderId, String communityId, Optional<String> compoundId, Instant startsAt,
            OrderStatus status) {
        return new OrderChanged(orderId, "JM-1", communityId, compoundId, "清理楼道", Category.CLEAN_HOME, startsAt,
                startsAt.plusSeconds(7_200), new Capacity(1, 5), Audience.DISTRICT, Audience.DISTRICT, status, "OFFICER", 0, 0,
                List.of(), List.of());
    }
}
