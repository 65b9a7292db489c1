package cn.jinlin.kit.album;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;

import cn.jinlin.events.Event;
import cn.jinlin.kit.crypto.FieldCipher;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.picture.Picture;
import cn.jinlin.kit.picture.PictureIntake;
import cn.jinlin.kit.store.AggregateType;
import cn.jinlin.kit.store.Aggregates;
import cn.jinlin.kit.store.DueWork;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.store.Versioned;

/**
 * The albums of one kind of owner. A feature has one instance made by the {@link Archive} and starts {@link #sweeping}. Whether
 * the owner exists and who may do what is the feature's to say.
 */
public final class Albums {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Aggregates<Album, Event> albums;
    private final PhotoFiles files;
    private final PictureIntake intake;
    private final Clock clock;
    private final int most;

    /**
     * @param name of the collection; the files lie in a bucket of the name with {@code Files}
     * @param topic the service's own; nothing is ever told of an album
     * @param most pictures in one album
     */
    public record Kind(String name, String topic, int most) {}

    Albums(Store store, MongoDatabase database, FieldCipher cipher, PictureIntake intake, Clock clock, Kind kind) {
        this.albums = store.aggregates(new AggregateType<>(kind.name(), kind.name(), Album.class, kind.topic(),
                _ -> Optional.empty(), album -> album.dueAt().<Map<String, Object>>map(at -> Map.of(AggregateType.DUE_AT, at))
                        .orElse(Map.of()),
                List.of(new IndexModel(Indexes.ascending(AggregateType.DUE_AT), new IndexOptions().sparse(true)))));
        this.files = new PhotoFiles(database, kind.name() + "Files", cipher);
        this.intake = intake;
        this.clock = clock;
        this.most = kind.most();
    }

    /**
     * Takes a picture in; the same id again changes nothing. Refuses with ALBUM_FULL, with PHOTO_BUSY while another request
     * writes or removes it, or as {@link PictureIntake#take} does.
     *
     * @param photoId decided before, so that a retry makes no second one
     * @param by the subject of who sent it
     */
    public Photo add(String ownerId, String photoId, String by, PictureUpload.File file) {
        album(ownerId).filter(album -> album.photo(photoId).isEmpty()).ifPresent(album -> album.requirePlace(most));
        Picture picture = intake.take(file.bytes(), file.declared());
        Instant now = clock.instant();
        Optional<Photo> before = change(ownerId, album -> album.arrive(photoId, by, most, now)).photo(photoId)
                .filter(Photo::isThere);
        if (before.isPresent()) {
            return before.get();
        }
        files.keep(photoId, picture);
        return change(ownerId,
                album -> album.kept(photoId, picture.width(), picture.height(), picture.whole().length)).there(photoId);
    }

    /** The pictures that are there, in the order of their coming. */
    public List<Photo> of(String ownerId) {
        return album(ownerId).stream().flatMap(album -> album.photos().stream()).filter(Photo::isThere).toList();
    }

    /** One that is there, or NOT_FOUND. */
    public Photo get(String ownerId, String photoId) {
        return album(ownerId).orElse(Album.empty(ownerId)).there(photoId);
    }

    /** The file of one that is there, or NOT_FOUND. */
    public byte[] whole(String ownerId, String photoId) {
        return file(ownerId, photoId, PhotoFiles.Size.WHOLE);
    }

    /** The small file of one that is there, or NOT_FOUND. */
    public byte[] thumbnail(String ownerId, String photoId) {
        return file(ownerId, photoId, PhotoFiles.Size.THUMBNAIL);
    }

    private byte[] file(String ownerId, String photoId, PhotoFiles.Size size) {
        get(ownerId, photoId);
        return files.find(photoId, size).orElseThrow(() -> KitRefusal.NOT_FOUND.because("photo", photoId));
    }

    /** These are part of what somebody states, and stay from now on; NOT_FOUND for one that is not there. */
    public void pin(String ownerId, Collection<String> photoIds) {
        if (!photoIds.isEmpty()) {
            change(ownerId, album -> album.pin(photoIds));
        }
    }

    /** Takes a picture out and its files away; PHOTO_IN_USE for one that was pinned. */
    public void remove(String ownerId, String photoId) {
        Instant now = clock.instant();
        change(ownerId, album -> album.remove(photoId, now));
        sweep(ownerId);
    }

    /** Work on what never arrived or is only half gone. */
    public DueWork sweeping() {
        return new DueWork("album", albums, clock, EVERY, this::sweep);
    }

    private void sweep(String ownerId) {
        Instant now = clock.instant();
        List<String> leaving = change(ownerId, album -> album.sweep(now)).leaving();
        leaving.forEach(files::drop);
        change(ownerId, album -> album.gone(leaving));
    }

    private Optional<Album> album(String ownerId) {
        return albums.find(ownerId).map(Versioned::state);
    }

    private Album change(String ownerId, UnaryOperator<Album> transition) {
        return albums.execute(ownerId, Boolean.class, current -> {
            Album before = current == null ? Album.empty(ownerId) : current.state();
            Album after = transition.apply(before);
            return after.equals(before)
                    ? Outcome.unchanged(Boolean.FALSE)
                    : Outcome.changed(Change.of(after), Boolean.TRUE);
        }).after().state();
    }
}
