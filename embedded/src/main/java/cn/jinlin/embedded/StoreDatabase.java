package cn.jinlin.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexNotFoundException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** A database whose collections and indexes are tables of the vault. */
final class StoreDatabase extends AbstractMongoDatabase<byte[]> {
    static final String DOCUMENTS = "documents/";
    private static final String ENTRIES = "entries/";
    private static final int DEFAULT_BATCH = 101;

    private final OpenCursors cursors;
    private final Vault vault;
    private final LongAdder examined;

    /** Inside a write. */
    StoreDatabase(String name, OpenCursors cursors, Vault vault, LongAdder examined) {
        super(name, cursors.registry());
        this.cursors = cursors;
        this.vault = vault;
        this.examined = examined;
        initializeNamespacesAndIndexes();
    }

    @Override
    public Document handleCommand(Channel channel, String command, Document query, DatabaseResolver resolver, Oplog oplog) {
        return switch (command.toLowerCase(java.util.Locale.ROOT)) {
            case "find" -> super.handleCommand(channel, command, batched(query), resolver, oplog);
            case "insert" -> counted(query, super.handleCommand(channel, command, query, resolver, oplog));
            case "update" -> update(channel, command, query, resolver, oplog);
            case "aggregate" -> aggregate(channel, command, query, resolver, oplog);
            case "dropindexes" -> dropIndexes(query);
            default -> super.handleCommand(channel, command, query, resolver, oplog);
        };
    }

    private static Document batched(Document query) {
        int batch = ((Number) query.getOrDefault("batchSize", 0)).intValue();
        int limit = ((Number) query.getOrDefault("limit", 0)).intValue();
        boolean single = Boolean.TRUE.equals(query.get("singleBatch"));
        query.put("batchSize", single && limit > 0 ? limit : batch > 0 ? batch : DEFAULT_BATCH);
        return query;
    }

    /** The answer tells how many documents went in, not how many were sent. */
    private static Document counted(Document query, Document answer) {
        if (answer.get("writeErrors") instanceof List<?> errors && !errors.isEmpty()) {
            int sent = ((List<?>) Objects.requireNonNull(query.get("documents"))).size();
            boolean ordered = !Boolean.FALSE.equals(query.get("ordered"));
            answer.put("n", ordered ? ((Document) errors.getFirst()).get("index") : sent - errors.size());
        }
        return answer;
    }

    /** Each statement by itself, so that an ordered command ends at its first error. */
    private Document update(Channel channel, String command, Document query, DatabaseResolver resolver, Oplog oplog) {
        List<?> statements = (List<?>) Objects.requireNonNull(query.get("updates"));
        UpdateAnswer answer = new UpdateAnswer();
        for (int i = 0; i < statements.size(); i++) {
            Document single = new Document(query);
            single.put("updates", List.of(statements.get(i)));
            boolean failed = answer.add(i, super.handleCommand(channel, command, single, resolver, oplog));
            if (failed && !Boolean.FALSE.equals(query.get("ordered"))) {
                break;
            }
        }
        return answer.document();
    }

    /** A leading $match, and a $sort and $limit right behind it, are a query and so use the indexes. */
    private Document aggregate(Channel channel, String command, Document query, DatabaseResolver resolver, Oplog oplog) {
        List<Document> pipeline = Aggregation.parse(query.get("pipeline"));
        MongoCollection<byte[]> collection = resolveCollection(String.valueOf(query.get(command)), false);
        if (collection == null || pipeline.isEmpty() || !(pipeline.getFirst().get("$match") instanceof Document filter)) {
            return super.handleCommand(channel, command, query, resolver, oplog);
        }
        int used = 1;
        Document selector = new Document("$query", filter);
        int limit = 0;
        if (used < pipeline.size() && pipeline.get(used).get("$sort") instanceof Document order) {
            selector.put("$orderby", order);
            used++;
        }
        if (used < pipeline.size() && pipeline.get(used).get("$limit") instanceof Number number) {
            limit = number.intValue();
            used++;
        }
        Aggregation rest = Aggregation.fromPipeline(pipeline.subList(used, pipeline.size()), resolver, this, collection, oplog);
        rest.validate(query);
        List<Document> result = new ArrayList<>();
        collection.handleQuery(new QueryParameters(selector, 0, limit)).forEach(result::add);
        return cursor(collection.getFullName(), rest.runStages(result.stream()));
    }

    private static Document cursor(String namespace, List<Document> documents) {
        return new Document("cursor", new Document("id", 0L).append("ns", namespace).append("firstBatch", documents))
                .append("ok", 1.0);
    }

    private Document dropIndexes(Document query) {
        MongoCollection<byte[]> found = resolveCollection(String.valueOf(query.get("dropIndexes")), false);
        if (found == null) {
            throw new MongoServerError(26, "NamespaceNotFound", "ns not found " + query.get("dropIndexes"));
        }
        StoreCollection collection = (StoreCollection) found;
        List<String> names = named(collection, query.get("index"));
        for (String name : names) {
            dropIndex(collection, name);
            Objects.requireNonNull(indexes.get())
                    .deleteDocuments(new Document("ns", collection.getFullName()).append("name", name), 0);
        }
        return new Document("nIndexesWas", collection.getNumIndexes() + names.size()).append("ok", 1.0);
    }

    private static List<String> named(StoreCollection collection, @Nullable Object which) {
        List<String> names = collection.secondaryIndexes().stream()
                .filter(index -> "*".equals(which) || index.getName().equals(which)
                        || which instanceof Document keys && keys.equals(IndexRequest.keysOf(index))
                        || which instanceof List<?> several && several.contains(index.getName()))
                .map(Index::getName).toList();
        if (names.isEmpty() && !"*".equals(which)) {
            throw new IndexNotFoundException("index not found with name [" + which + "]");
        }
        return names;
    }

    @Override
    protected void addIndex(Document description) {
        IndexRequest request = IndexRequest.of(description);
        String name = request.namespace().substring(getDatabaseName().length() + 1);
        MongoCollection<byte[]> collection = resolveOrCreateCollection(name);
        if (request.isId() ? collection.getNumIndexes() == 0 : request.isNewIn((StoreCollection) collection)) {
            super.addIndex(request.description());
        }
    }

    @Override
    protected Index<byte[]> openOrCreateUniqueIndex(String collection, String name, List<IndexKey> keys, boolean sparse) {
        if (keys.size() == 1 && keys.getFirst().getKey().equals("_id")) {
            return new IdIndex(name, vault.table(documentsOf(collection)));
        }
        return new SecondaryIndex(name, keys, sparse, true, vault.table(entriesOf(collection, name)));
    }

    @Override
    protected Index<byte[]> openOrCreateSecondaryIndex(String collection, String name, List<IndexKey> keys, boolean sparse) {
        return new SecondaryIndex(name, keys, sparse, false, vault.table(entriesOf(collection, name)));
    }

    @Override
    protected void dropIndex(MongoCollection<byte[]> collection, String name) {
        collection.getIndexes().stream().filter(index -> index.getName().equals(name)).filter(SecondaryIndex.class::isInstance)
                .map(SecondaryIndex.class::cast).forEach(index -> vault.drop(index.entries()));
        super.dropIndex(collection, name);
    }

    @Override
    protected MongoCollection<byte[]> openOrCreateCollection(String name, CollectionOptions options) {
        return new StoreCollection(this, name, options, cursors, vault.table(documentsOf(name)), examined);
    }

    @Override
    public void dropCollection(String name, Oplog oplog) {
        StoreCollection collection = (StoreCollection) resolveCollection(name, true);
        super.dropCollection(name, oplog);
        vault.drop(collection.documents());
    }

    @Override
    public void moveCollection(MongoDatabase from, MongoCollection<?> collection, String newName) {
        super.moveCollection(from, collection, newName);
        StoreCollection moved = (StoreCollection) collection;
        vault.rename(moved.documents(), documentsOf(newName));
        moved.secondaryIndexes().forEach(index -> vault.rename(index.entries(), entriesOf(newName, index.getName())));
    }

    private String documentsOf(String collection) {
        return DOCUMENTS + getDatabaseName() + "." + collection;
    }

    private String entriesOf(String collection, String index) {
        return ENTRIES + getDatabaseName() + "." + collection + "/" + index;
    }

    @Override
    protected long getStorageSize() {
        return vault.fileSize();
    }

    @Override
    protected long getFileSize() {
        return vault.fileSize();
    }

    /** The answers to the single statements of one update command, joined. */
    private static final class UpdateAnswer {
        private int matched;
        private int modified;
        private final List<Document> upserted = new ArrayList<>();
        private final List<Document> errors = new ArrayList<>();

        /** @return whether the statement failed */
        boolean add(int index, Document answer) {
            matched += ((Number) answer.getOrDefault("n", 0)).intValue();
            modified += ((Number) answer.getOrDefault("nModified", 0)).intValue();
            boolean failed = addAll(index, answer.get("writeErrors"), errors);
            addAll(index, answer.get("upserted"), upserted);
            return failed;
        }

        private static boolean addAll(int index, @Nullable Object found, List<Document> all) {
            if (found instanceof List<?> documents) {
                for (Object document : documents) {
                    Document moved = new Document(Map.of("index", index));
                    ((Document) document).forEach((key, value) -> moved.put(key, key.equals("index") ? index : value));
                    all.add(moved);
                }
                return !documents.isEmpty();
            }
            return false;
        }

        Document document() {
            Document answer = new Document("n", matched).append("nModified", modified);
            if (!upserted.isEmpty()) {
                answer.put("upserted", upserted);
            }
            if (!errors.isEmpty()) {
                answer.put("writeErrors", errors);
            }
            return answer.append("ok", 1.0);
        }
    }
}
