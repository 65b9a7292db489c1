package cn.jinlin.kit.problem;

import java.util.Map;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.domain.Refusal;

/** An engine that is away, full or electing is 503: try again in a second. Any other fault of an engine is not known here. */
final class EngineFaults {
    private EngineFaults() {}

    static @Nullable Problem of(Throwable cause) {
        return switch (cause) {
            case MongoTimeoutException _ -> away(KitRefusal.STORE_UNAVAILABLE);
            case MongoSocketException _ -> away(KitRefusal.STORE_UNAVAILABLE);
            case MongoNotPrimaryException _ -> away(KitRefusal.STORE_UNAVAILABLE);
            case MongoNodeIsRecoveringException _ -> away(KitRefusal.STORE_UNAVAILABLE);
            case MongoConnectionPoolClearedException _ -> away(KitRefusal.STORE_UNAVAILABLE);
            case MongoServerUnavailableException _ -> away(KitRefusal.STORE_UNAVAILABLE);
            case MongoExecutionTimeoutException _ -> away(KitRefusal.STORE_UNAVAILABLE);
            case MongoWriteConcernException _ -> away(KitRefusal.STORE_UNAVAILABLE);
            case MongoInterruptedException _ -> away(KitRefusal.STORE_UNAVAILABLE);
            case MongoException passing when passing.hasErrorLabel("RetryableWriteError") -> away(
                    KitRefusal.STORE_UNAVAILABLE);
            case KafkaException _ -> away(KitRefusal.BROKER_UNAVAILABLE);
            case org.springframework.kafka.KafkaException _ -> away(KitRefusal.BROKER_UNAVAILABLE);
            default -> null;
        };
    }

    private static Problem away(Refusal refusal) {
        return Problem.of(refusal.kind().status(), refusal.name()).with(Map.of("Retry-After", "1"));
    }
}
