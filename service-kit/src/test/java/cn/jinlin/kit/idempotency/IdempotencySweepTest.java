package cn.jinlin.kit.idempotency;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import cn.jinlin.embedded.EmbeddedStore;
import cn.jinlin.kit.crypto.FieldCipher;
import cn.jinlin.kit.idempotency.Idempotency.Attempt;

import static org.assertj.core.api.Assertions.assertThat;

class IdempotencySweepTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final EmbeddedStore store = EmbeddedStore.start(null, 0);
    private final MongoClient client = MongoClients.create(store.uri());
    private final MongoDatabase database = client.getDatabase("sweep");

    @BeforeEach
    void twoRecordsADayApart() {
        at(NOON.minus(Duration.ofHours(24)).minusMillis(1)).begin("old", "h");
        at(NOON.minus(Duration.ofHours(24))).begin("young", "h");
    }

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    private Idempotency at(Instant now) {
        return new Idempotency(database, new FieldCipher("YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE="),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void endsRecordsAfterADay() {
        at(NOON).sweep();
        assertThat(database.getCollection("idempotency_keys").find().map(record -> record.getString("_id")))
                .containsExactly("young");
        assertThat(database.getCollection("idempotency_keys").listIndexes().map(index -> index.get("key", Document.class)))
                .contains(new Document("at", 1));
    }

    @Test
    void leavesAnAnswerToTheOneWhoHoldsTheRequest() {
        Idempotency early = at(NOON);
        Attempt.Run first = (Attempt.Run) early.begin("k", "h");
        Idempotency later = at(NOON.plus(Duration.ofSeconds(31)));
        Attempt.Run second = (Attempt.Run) later.begin("k", "h");
        assertThat(second.key()).isEqualTo(first.key());
        early.finish("k", first.startedAt(), new StoredAnswer(201, Map.of(), new byte[]{1}));
        assertThat(later.begin("k", "h")).isInstanceOf(Attempt.Running.class);
        later.finish("k", second.startedAt(), new StoredAnswer(200, Map.of("ETag", "\"1\""), new byte[]{2}));
        assertThat(later.begin("k", "h")).isInstanceOfSatisfying(Attempt.Replay.class, replay -> {
            assertThat(replay.answer().status()).isEqualTo(200);
            assertThat(replay.answer().headers()).containsEntry("ETag", "\"1\"");
            assertThat(replay.answer().body()).containsExactly(2);
        });
    }
}
