package cn.jinlin.kit.album;

import java.time.Clock;

import com.mongodb.client.MongoDatabase;

import cn.jinlin.kit.crypto.FieldCipher;
import cn.jinlin.kit.picture.PictureIntake;
import cn.jinlin.kit.store.Store;

/** Where a service's features get their albums; all of them share the intake, and with it the bound on its memory. */
public final class Archive {
    private final Store store;
    private final MongoDatabase database;
    private final FieldCipher cipher;
    private final Clock clock;
    private final PictureIntake intake = new PictureIntake();

    Archive(Store store, MongoDatabase database, FieldCipher cipher, Clock clock) {
        this.store = store;
        this.database = database;
        this.cipher = cipher;
        this.clock = clock;
    }

    public Albums albums(Albums.Kind kind) {
        return new Albums(store, database, cipher, intake, clock, kind);
    }
}
