package cn.jinlin.kit.store;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A document as it was read.
 *
 * @param state null when there is no such aggregate
 * @param version 0 when there is no such aggregate
 * @param unsent events in the outbox
 * @param answers results of requests with a key, by their fingerprint
 */
record Stored<S>(@Nullable S state, long version, int unsent, Map<String, String> answers) {
    static final String VERSION = "version";
    static final String STATE = "state";
    static final String OUTBOX = "outbox";
    static final String PENDING_SINCE = "pendingSince";
    static final String ANSWERS = "answers";

    static <S> Stored<S> read(@Nullable Document document, Class<S> type) {
        if (document == null) {
            return new Stored<>(null, 0, 0, Map.of());
        }
        return new Stored<>(Bson.read(document.get(STATE, Document.class), type), document.getLong(VERSION),
                document.getList(OUTBOX, Document.class, List.of()).size(), answers(document));
    }

    @Nullable
    Versioned<S> current() {
        return state == null ? null : new Versioned<>(state, version);
    }

    /** An answer that a later try of the same request finds again. */
    static Document answer(String fingerprint, String result, Instant at) {
        return new Document("key", fingerprint).append("result", result).append("at", Date.from(at));
    }

    private static Map<String, String> answers(Document document) {
        Map<String, String> answers = new java.util.HashMap<>();
        document.getList(ANSWERS, Document.class, List.of())
                .forEach(answer -> answers.put(answer.getString("key"), answer.getString("result")));
        return answers;
    }
}
