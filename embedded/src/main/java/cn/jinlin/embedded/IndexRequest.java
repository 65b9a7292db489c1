package cn.jinlin.embedded;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;

/** What createIndexes asks for one index: refused where this store would not keep the promise. */
record IndexRequest(Document description) {
    private static final Set<String> KNOWN = Set.of("v", "key", "name", "ns", "unique", "sparse", "background");
    private static final int CANNOT_CREATE_INDEX = 67;

    /** @throws MongoServerError 67 when an option or a key is not supported */
    static IndexRequest of(Document description) {
        Set<String> unknown = new TreeSet<>(description.keySet());
        unknown.removeAll(KNOWN);
        if (!unknown.isEmpty()) {
            throw refusal("index options are not supported: " + String.join(", ", unknown));
        }
        Document keys = (Document) Objects.requireNonNull(description.get("key"));
        keys.forEach((field, direction) -> {
            if (!(direction instanceof Number) || field.startsWith("$") || field.matches("(.*\\.)?\\d+(\\..*)?")) {
                throw refusal("this key is not supported: {" + field + ": " + direction + "}");
            }
        });
        return new IndexRequest(normalized(description, keys));
    }

    private static Document normalized(Document description, Document keys) {
        Document directions = new Document();
        keys.forEach((field, direction) -> directions.put(field, ((Number) direction).doubleValue() < 0 ? -1 : 1));
        Document normalized = new Document("v", 2).append("key", directions).append("name", description.get("name"))
                .append("ns", description.get("ns"));
        for (String option : new String[]{"unique", "sparse"}) {
            if (isTrue(description.get(option))) {
                normalized.put(option, true);
            }
        }
        return normalized;
    }

    private static boolean isTrue(@org.jspecify.annotations.Nullable Object option) {
        return Boolean.TRUE.equals(option) || option instanceof Number number && number.intValue() != 0;
    }

    String namespace() {
        return String.valueOf(description.get("ns"));
    }

    boolean isId() {
        return ((Document) Objects.requireNonNull(description.get("key"))).keySet().equals(Set.of("_id"));
    }

    /** @throws MongoServerError 85 or 86 when an index of this name or these keys is there with other options */
    boolean isNewIn(StoreCollection collection) {
        for (SecondaryIndex index : collection.secondaryIndexes()) {
            boolean sameName = index.getName().equals(description.get("name"));
            boolean sameKeys = keysOf(index).equals(description.get("key"));
            if (sameName && sameKeys && index.isUnique() == description.containsKey("unique")
                    && index.sparse() == description.containsKey("sparse")) {
                return false;
            }
            if (sameName) {
                throw new MongoServerError(86, "IndexKeySpecsConflict",
                        "An existing index has the same name as the requested index: " + index.getName());
            }
            if (sameKeys) {
                throw new MongoServerError(85, "IndexOptionsConflict",
                        "Index already exists with a different name: " + index.getName());
            }
        }
        return true;
    }

    static Document keysOf(Index<?> index) {
        Document keys = new Document();
        for (IndexKey key : index.getKeys()) {
            keys.put(key.getKey(), key.isAscending() ? 1 : -1);
        }
        return keys;
    }

    private static MongoServerError refusal(String why) {
        return new MongoServerError(CANNOT_CREATE_INDEX, "CannotCreateIndex", "The embedded store refuses: " + why);
    }
}
