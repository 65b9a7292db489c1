package cn.jinlin.request.directory;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import cn.jinlin.kit.events.EventReader;
import cn.jinlin.kit.store.Store;

/** Builds the views again, by the listener's own way, from all that the topic holds. */
public final class Rebuilding {
    private Rebuilding() {}

    public static void into(Store store, EventReader reader, List<ConsumerRecord<String, byte[]>> all) {
        new DirectoryListener(reader, new Directory(store)).take(all);
    }
}
