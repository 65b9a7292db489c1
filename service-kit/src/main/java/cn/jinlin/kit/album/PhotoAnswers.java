package cn.jinlin.kit.album;

import java.time.Duration;
import java.time.Instant;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Shows pictures over HTTP. */
public final class PhotoAnswers {
    private static final Duration KEPT_BY_READERS = Duration.ofHours(1);

    private PhotoAnswers() {}

    /**
     * A picture of an album.
     *
     * @param bytes of the picture at {@code url}
     * @param inUse part of what somebody stated, so that it stays
     * @param url where the picture is, as JPEG
     */
    public record PhotoAnswer(String photoId, Instant at, int width, int height, int bytes, boolean inUse, String url,
            String thumbnailUrl) {
        /** @param base the path of the album's pictures */
        public static PhotoAnswer of(Photo photo, String base) {
            String url = base + '/' + photo.photoId();
            return new PhotoAnswer(photo.photoId(), photo.at(), photo.width(), photo.height(), photo.bytes(), photo.isPinned(),
                    url, url + "/thumbnail");
        }
    }

    /** The file itself: never taken for anything but a picture, and kept by nobody but the caller. */
    public static ResponseEntity<byte[]> file(String name, byte[] jpeg) {
        return ResponseEntity.ok().contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.maxAge(KEPT_BY_READERS).cachePrivate())
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.inline().filename(name + ".jpg").build().toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox").body(jpeg);
    }
}
