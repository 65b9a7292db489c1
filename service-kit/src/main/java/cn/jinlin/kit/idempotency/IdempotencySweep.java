package cn.jinlin.kit.idempotency;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.mongodb.MongoException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Ends old idempotency records each hour. */
class IdempotencySweep {
    private static final Logger LOG = LoggerFactory.getLogger(IdempotencySweep.class);

    private final Optional<Idempotency> idempotency;

    IdempotencySweep(Optional<Idempotency> idempotency) {
        this.idempotency = idempotency;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        try {
            idempotency.ifPresent(Idempotency::sweep);
        } catch (MongoException e) {
            LOG.warn("Old idempotency records stay for now: {}", e.getMessage());
        }
    }
}
