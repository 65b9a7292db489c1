package cn.jinlin.request.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionTimeoutException;
import org.bson.Document;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RequestEvent;

import static org.awaitility.Awaitility.await;

/** Whether a site has come to rest. */
record Rest(MongoDatabase database, Admin admin) {
    /**
     * Waits until no order waits for its start, no outbox and no hold waits, and the listeners have read everything; says
     * what still moves if that takes too long.
     */
    List<String> comes(Duration patience) throws InterruptedException, ExecutionException {
        try {
            await().atMost(patience).pollInterval(Duration.ofMillis(500)).until(() -> unrest().isEmpty());
        } catch (ConditionTimeoutException _) {
            return unrest();
        }
        return List.of();
    }

    private List<String> unrest() throws InterruptedException, ExecutionException {
        List<String> unrest = new ArrayList<>();
        MongoCollection<Document> orders = database.getCollection("orders");
        add(unrest, "orders before their start", orders.countDocuments(Filters.in("status", "DRAFT", "OFFERED", "OPEN")));
        add(unrest, "outboxes", orders.countDocuments(Filters.exists("pendingSince")));
        add(unrest, "holds to be settled", database.getCollection("schedules")
                .countDocuments(Filters.lte("dueAt", new Date(System.currentTimeMillis() + 60_000))));
        add(unrest, "events unread for the schedules", lag("request-schedules", RequestEvent.TOPIC));
        add(unrest, "events unread for the directory", lag("request-directory", RegistrationEvent.TOPIC));
        return unrest;
    }

    private static void add(List<String> unrest, String what, long number) {
        if (number > 0) {
            unrest.add(number + " " + what);
        }
    }

    private long lag(String group, String topic) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        Map<TopicPartition, OffsetSpec> all = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions()
                .stream().map(part -> new TopicPartition(topic, part.partition()))
                .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
        return admin.listOffsets(all).all().get().entrySet().stream()
                .mapToLong(end -> end.getValue().offset()
                        - (read.get(end.getKey()) == null ? 0 : read.get(end.getKey()).offset()))
                .sum();
    }
}
