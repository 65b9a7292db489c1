package cn.jinlin.supervision.feed;

import java.util.List;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.PlatformEvent;
import cn.jinlin.kit.events.EventReader;

/** Enters the platform's topic into the feed; a batch is forgotten only once the feed holds it. */
@Component
class FeedListener {
    private final EventReader reader;
    private final FeedDesk desk;

    FeedListener(EventReader reader, FeedDesk desk) {
        this.reader = reader;
        this.desk = desk;
    }

    @KafkaListener(id = "feed", groupId = "supervision-service-feed", topics = PlatformEvent.TOPIC)
    void on(List<ConsumerRecord<String, byte[]>> batch) {
        desk.enter(batch.stream().flatMap(this::placed).toList());
    }

    private Stream<FeedDesk.Placed> placed(ConsumerRecord<String, byte[]> in) {
        return reader.read(List.of(in), PlatformEvent.class).stream().map(event -> new FeedDesk.Placed(in.offset(), event));
    }
}
