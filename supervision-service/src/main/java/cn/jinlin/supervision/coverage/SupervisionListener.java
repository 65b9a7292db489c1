package cn.jinlin.supervision.coverage;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

import cn.jinlin.events.SupervisionEvent;
import cn.jinlin.events.SupervisionEvent.FindingChanged;
import cn.jinlin.events.SupervisionEvent.InspectionChanged;
import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.events.Received;

/** Marks the communities of this service's own inspections and findings; the aggregates themselves are already here. */
@Component
class SupervisionListener {
    private final EventReader reader;
    private final CoverageDesk desk;

    SupervisionListener(EventReader reader, CoverageDesk desk) {
        this.reader = reader;
        this.desk = desk;
    }

    @KafkaListener(id = "coverage-supervision", idIsGroup = false, topics = SupervisionEvent.TOPIC)
    void on(List<ConsumerRecord<String, byte[]>> batch) {
        Set<String> touched = reader.read(batch, SupervisionEvent.class).stream().map(Received::event)
                .map(SupervisionListener::communityOf).flatMap(Optional::stream).collect(Collectors.toSet());
        if (!touched.isEmpty()) {
            desk.touched(touched);
        }
    }

    private static Optional<String> communityOf(SupervisionEvent event) {
        return switch (event) {
            case InspectionChanged inspection -> inspection.target().communityId();
            case FindingChanged finding -> finding.target().communityId();
        };
    }
}
