package cn.jinlin.embedded;

import java.util.List;
import java.util.Set;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;

/** What the store does not do is refused by name, rather than done wrongly in silence. */
final class Refusals {
    private static final int NOT_SUPPORTED = 115;
    private static final Set<String> CREATE_OPTIONS = Set.of("capped", "timeseries", "validator", "viewOn", "expireAfterSeconds",
            "clusteredIndex");
    private static final Set<String> FIND_OPTIONS = Set.of("tailable", "awaitData", "min", "max", "returnKey", "showRecordId");

    private Refusals() {}

    /** @throws MongoServerError 115 for transactions, collations, change streams, unacknowledged writes and their like */
    static void check(String command, Document query) {
        refuse(query.containsKey("startTransaction") || query.containsKey("autocommit"), "transactions");
        refuse(query.containsKey("collation"), "collation");
        refuse(query.get("writeConcern") instanceof Document concern && concern.get("w") instanceof Number w && w.intValue() == 0,
                "unacknowledged writes (w: 0)");
        switch (command) {
            case "create" -> refuseOptions(CREATE_OPTIONS, query);
            case "find" -> refuseOptions(FIND_OPTIONS, query);
            case "update" -> statements(query.get("updates"));
            case "delete" -> statements(query.get("deletes"));
            case "findandmodify" -> refuse(query.get("update") instanceof List, "updates with a pipeline");
            case "aggregate" -> stages(query.get("pipeline"));
            case "createsearchindexes", "collmod", "mapreduce" -> refuse(true, command);
            default -> {
            }
        }
    }

    private static void refuseOptions(Set<String> options, Document query) {
        options.forEach(option -> refuse(query.containsKey(option) && !Boolean.FALSE.equals(query.get(option)), option));
    }

    private static void statements(@org.jspecify.annotations.Nullable Object statements) {
        if (statements instanceof List<?> list) {
            for (Object statement : list) {
                refuse(((Document) statement).containsKey("collation"), "collation");
                refuse(((Document) statement).get("u") instanceof List, "updates with a pipeline");
            }
        }
    }

    private static void stages(@org.jspecify.annotations.Nullable Object pipeline) {
        if (pipeline instanceof List<?> stages) {
            for (Object stage : stages) {
                refuse(stage instanceof Document document && document.containsKey("$changeStream"), "change streams");
            }
        }
    }

    private static void refuse(boolean asked, String what) {
        if (asked) {
            throw new MongoServerError(NOT_SUPPORTED, "CommandNotSupported", "The embedded store does not support " + what);
        }
    }
}
