package cn.jinlin.supervision.district;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.kit.events.EventReader;

/** Reads the topic of request-service; a batch is forgotten only once the views hold it and the watch knows. */
@Component
class RequestListener {
    private final EventReader reader;
    private final DistrictDesk desk;

    RequestListener(EventReader reader, DistrictDesk desk) {
        this.reader = reader;
        this.desk = desk;
    }

    @KafkaListener(id = "district-requests", idIsGroup = false, topics = RequestEvent.TOPIC)
    void on(List<ConsumerRecord<String, byte[]>> batch) {
        desk.requests(reader.read(batch, RequestEvent.class));
    }
}
