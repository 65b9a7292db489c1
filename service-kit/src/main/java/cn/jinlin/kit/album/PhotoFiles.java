package cn.jinlin.kit.album;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.stream.Stream;

import com.mongodb.MongoGridFSException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBucket;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.gridfs.GridFSFindIterable;
import com.mongodb.client.model.Filters;
import org.bson.BsonString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import cn.jinlin.kit.crypto.FieldCipher;
import cn.jinlin.kit.picture.Picture;

/** The files of pictures, in GridFS, sealed: they may show people and homes. */
final class PhotoFiles {
    /** As which of its two files a picture is wanted. */
    enum Size {
        WHOLE, THUMBNAIL
    }

    private static final Logger LOG = LoggerFactory.getLogger(PhotoFiles.class);

    private final GridFSBucket bucket;
    private final FieldCipher cipher;
    private final String name;

    PhotoFiles(MongoDatabase database, String name, FieldCipher cipher) {
        this.bucket = GridFSBuckets.create(database, name);
        this.name = name;
        this.cipher = cipher;
    }

    /** Writes both files; those of an earlier try give way. */
    void keep(String photoId, Picture picture) {
        drop(photoId);
        write(id(photoId, Size.WHOLE), picture.whole());
        write(id(photoId, Size.THUMBNAIL), picture.thumbnail());
    }

    Optional<byte[]> find(String photoId, Size size) {
        String id = id(photoId, size);
        return Optional.ofNullable(file(id).first()).map(_ -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            bucket.downloadToStream(new BsonString(id), out);
            return cipher.open(out.toByteArray(), context(id));
        });
    }

    /** Nothing of it is left; also when nothing was there, or somebody else takes it away at the same time. */
    void drop(String photoId) {
        Stream.of(Size.values()).map(size -> id(photoId, size)).filter(id -> file(id).first() != null).forEach(this::delete);
    }

    private void delete(String id) {
        try {
            bucket.delete(new BsonString(id));
        } catch (MongoGridFSException goneMeanwhile) {
            LOG.debug("{} was gone already", id, goneMeanwhile);
        }
    }

    private void write(String id, byte[] bytes) {
        bucket.uploadFromStream(new BsonString(id), id, new ByteArrayInputStream(cipher.seal(bytes, context(id))));
    }

    private GridFSFindIterable file(String id) {
        return bucket.find(Filters.eq("_id", id));
    }

    private static String id(String photoId, Size size) {
        return size == Size.WHOLE ? photoId : photoId + "/thumbnail";
    }

    private String context(String id) {
        return name + '/' + id;
    }
}
