package cn.jinlin.request.directory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.mongodb.client.MongoDatabase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;

import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.store.Store;

/** Builds the views again, by the listener's own way, from all that the topic holds. */
public final class Rebuilding {
    public static final List<String> VIEWS = List.of("communities", "units", "members", "teams");

    private Rebuilding() {}

    public static void into(Store store, EventReader reader, List<ConsumerRecord<String, byte[]>> all) {
        new DirectoryListener(reader, new Directory(store)).take(all);
    }

    /** Every document of a view by its id. */
    public static Map<String, String> documents(MongoDatabase from, String collection) {
        Map<String, String> documents = new HashMap<>();
        from.getCollection(collection).find()
                .forEach(document -> documents.put(document.getString("_id"), ((Document) inOneOrder(document)).toJson()));
        return documents;
    }

    /** Lists of a view are sets, written in any order. */
    private static Object inOneOrder(Object value) {
        return switch (value) {
            case Document document -> {
                Document ordered = new Document();
                document.forEach((name, inner) -> ordered.append(name, inOneOrder(inner)));
                yield ordered;
            }
            case List<?> list ->
                list.stream().map(Rebuilding::inOneOrder).sorted(Comparator.comparing(Object::toString)).toList();
            case null, default -> value;
        };
    }
}
