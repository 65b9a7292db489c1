package cn.jinlin.gateway.rate;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import org.bson.Document;
import org.bson.types.Binary;
import reactor.core.publisher.Mono;

/**
 * Bucket4j's buckets in MongoDB: a document each, {@code {_id, version, state, expiresAt}}, replaced only under the
 * version that was read. Bucket4j's own modules for MongoDB are not to be had.
 */
final class StoredBuckets extends AbstractCompareAndSwapBasedProxyManager<String> {

    private static final int MOST_ATTEMPTS = 10;
    private static final Duration KEPT_WHEN_FULL = Duration.ofMinutes(1);
    private static final ExpirationAfterWriteStrategy LIFE = ExpirationAfterWriteStrategy
            .basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL);

    private final MongoCollection<Document> buckets;

    StoredBuckets(MongoCollection<Document> buckets) {
        super(ClientSideConfig.getDefault().withMaxRetries(MOST_ATTEMPTS));
        this.buckets = buckets;
    }

    /** Takes away the buckets that have long been full again, through an index. */
    Mono<Void> sweep(Instant now) {
        return Mono.from(buckets.createIndex(Indexes.ascending("expiresAt")))
                .then(Mono.from(buckets.deleteMany(Filters.lt("expiresAt", Date.from(now))))).then();
    }

    @Override
    protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String id) {
        return new Attempt(id);
    }

    @Override
    protected CompareAndSwapOperation beginCompareAndSwapOperation(String id) {
        throw new UnsupportedOperationException("Nothing here may block");
    }

    @Override
    protected CompletableFuture<Void> removeAsync(String id) {
        return Mono.from(buckets.deleteOne(Filters.eq("_id", id))).toFuture().thenAccept(gone -> {});
    }

    @Override
    public void removeProxy(String id) {
        throw new UnsupportedOperationException("Nothing here may block");
    }

    @Override
    public boolean isAsyncModeSupported() {
        return true;
    }

    private final class Attempt implements AsyncCompareAndSwapOperation {
        private final String id;
        private volatile long version;

        Attempt(String id) {
            this.id = id;
        }

        @Override
        public CompletableFuture<Optional<byte[]>> getStateData(Optional<Long> timeoutNanos) {
            return Mono.from(buckets.find(Filters.eq("_id", id)).first())
                    .doOnNext(found -> version = found.getLong("version"))
                    .map(found -> found.get("state", Binary.class).getData()).singleOptional().toFuture()
                    .thenApply(Objects::requireNonNull);
        }

        @Override
        public CompletableFuture<Boolean> compareAndSwap(byte[] before, byte[] after, RemoteBucketState state,
                Optional<Long> timeoutNanos) {
            Date end = Date.from(Instant.now().plusMillis(LIFE.calculateTimeToLiveMillis(state, currentTimeNanos())));
            Document bucket = new Document("_id", id).append("version", version + 1).append("state", new Binary(after))
                    .append("expiresAt", end);
            return (version == 0 ? insert(bucket) : replace(bucket)).toFuture().thenApply(Objects::requireNonNull);
        }

        private Mono<Boolean> insert(Document bucket) {
            return Mono.from(buckets.insertOne(bucket)).thenReturn(true).onErrorResume(MongoWriteException.class,
                    refused -> refused.getError().getCategory() == ErrorCategory.DUPLICATE_KEY
                            ? Mono.just(false)
                            : Mono.error(refused));
        }

        private Mono<Boolean> replace(Document bucket) {
            return Mono.from(buckets.replaceOne(Filters.and(Filters.eq("_id", id), Filters.eq("version", version)), bucket))
                    .map(result -> result.getMatchedCount() == 1);
        }
    }
}
