package cn.jinlin.kit.album;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import cn.jinlin.kit.domain.KitRefusal;

/**
 * The pictures of one owner. A picture is entered before its file is written and struck out after its file is gone, so
 * whatever a crash leaves behind is known here and swept.
 */
record Album(String ownerId, List<Photo> photos) {
    /** Longer than any upload takes. */
    static final Duration ARRIVES_WITHIN = Duration.ofMinutes(10);
    /** Longer than writing the file of one takes; from then on a second try may write it anew. */
    static final Duration WRITTEN_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    Album {
        photos = List.copyOf(photos);
    }

    static Album empty(String ownerId) {
        return new Album(ownerId, List.of());
    }

    Optional<Photo> photo(String photoId) {
        return photos.stream().filter(photo -> photo.photoId().equals(photoId)).findFirst();
    }

    /**
     * Whoever gets past this writes the file, and nobody else meanwhile: PHOTO_BUSY. What is there stays as it is.
     *
     * @param most how many pictures it holds, arriving ones too
     */
    Album arrive(String photoId, String by, int most, Instant now) {
        Optional<Photo> known = photo(photoId);
        if (known.isPresent()) {
            return again(known.get(), by, now);
        }
        requirePlace(most);
        List<Photo> more = new ArrayList<>(photos);
        more.add(Photo.arriving(photoId, by, now));
        return new Album(ownerId, more);
    }

    private Album again(Photo known, String by, Instant now) {
        return switch (known.stage()) {
            case KEPT, PINNED -> this;
            case ARRIVING -> {
                requireIdle(known.at().plus(WRITTEN_WITHIN), now);
                yield each(known, one -> Photo.arriving(one.photoId(), by, now));
            }
            case LEAVING -> throw AlbumRefusal.PHOTO_BUSY.because().retryAfter(LOOK_AGAIN);
        };
    }

    private static void requireIdle(Instant idle, Instant now) {
        if (idle.isAfter(now)) {
            throw AlbumRefusal.PHOTO_BUSY.because().retryAfter(LOOK_AGAIN);
        }
    }

    void requirePlace(int most) {
        if (photos.size() >= most) {
            throw AlbumRefusal.ALBUM_FULL.because(most);
        }
    }

    /** Its file is written; NOT_FOUND when it took so long that it was swept meanwhile. */
    Album kept(String photoId, int width, int height, int bytes) {
        Photo photo = photo(photoId).orElseThrow(() -> KitRefusal.NOT_FOUND.because("photo", photoId));
        return switch (photo.stage()) {
            case ARRIVING -> each(photo, one -> one.kept(width, height, bytes));
            case KEPT, PINNED -> this;
            case LEAVING -> throw KitRefusal.NOT_FOUND.because("photo", photoId);
        };
    }

    /** From now on these stay; NOT_FOUND for one that is not there. */
    Album pin(Collection<String> photoIds) {
        Album pinned = this;
        for (String photoId : photoIds) {
            pinned = pinned.each(there(photoId), Photo::pinned);
        }
        return pinned;
    }

    Photo there(String photoId) {
        return photo(photoId).filter(Photo::isThere).orElseThrow(() -> KitRefusal.NOT_FOUND.because("photo", photoId));
    }

    Album remove(String photoId, Instant now) {
        Photo photo = there(photoId);
        if (photo.isPinned()) {
            throw AlbumRefusal.PHOTO_IN_USE.because();
        }
        return each(photo, one -> one.leaving(now));
    }

    /** What never arrived leaves. */
    Album sweep(Instant now) {
        return new Album(ownerId, photos.stream().map(photo -> isOverdue(photo, now) ? photo.leaving(now) : photo).toList());
    }

    private static boolean isOverdue(Photo photo, Instant now) {
        return photo.stage() == Photo.Stage.ARRIVING && !photo.at().plus(ARRIVES_WITHIN).isAfter(now);
    }

    /** The files of these are gone. */
    Album gone(Collection<String> photoIds) {
        Predicate<Photo> stays = photo -> photo.stage() != Photo.Stage.LEAVING || !photoIds.contains(photo.photoId());
        return new Album(ownerId, photos.stream().filter(stays).toList());
    }

    List<String> leaving() {
        return photos.stream().filter(photo -> photo.stage() == Photo.Stage.LEAVING).map(Photo::photoId).toList();
    }

    Optional<Instant> dueAt() {
        return photos.stream().flatMap(photo -> switch (photo.stage()) {
            case ARRIVING -> Stream.of(photo.at().plus(ARRIVES_WITHIN));
            case LEAVING -> Stream.of(photo.at());
            case KEPT, PINNED -> Stream.<Instant>empty();
        }).min(Instant::compareTo);
    }

    private Album each(Photo which, UnaryOperator<Photo> change) {
        return new Album(ownerId, photos.stream().map(photo -> photo.equals(which) ? change.apply(photo) : photo).toList());
    }
}
