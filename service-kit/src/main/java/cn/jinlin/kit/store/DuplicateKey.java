package cn.jinlin.kit.store;

import com.mongodb.MongoWriteException;

/** A change was not committed because a unique index field of it belongs to another aggregate. */
public final class DuplicateKey extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DuplicateKey(MongoWriteException cause) {
        super("unique index", cause);
    }
}
