package cn.jinlin.kit.album;

import java.time.Instant;

/**
 * One picture of an album.
 *
 * @param by the subject of who sent it
 * @param at when it was sent, or when it was taken out
 * @param width in pixels; 0 while it is arriving
 * @param height in pixels; 0 while it is arriving
 * @param bytes of the stored file
 */
public record Photo(String photoId, String by, Stage stage, Instant at, int width, int height, int bytes) {
    /** The file of an arriving or leaving picture may or may not be there; the one of a kept or pinned picture is. */
    public enum Stage {
        ARRIVING, KEPT, PINNED, LEAVING
    }

    static Photo arriving(String photoId, String by, Instant at) {
        return new Photo(photoId, by, Stage.ARRIVING, at, 0, 0, 0);
    }

    Photo kept(int wide, int high, int size) {
        return new Photo(photoId, by, Stage.KEPT, at, wide, high, size);
    }

    Photo pinned() {
        return new Photo(photoId, by, Stage.PINNED, at, width, height, bytes);
    }

    Photo leaving(Instant now) {
        return new Photo(photoId, by, Stage.LEAVING, now, width, height, bytes);
    }

    /** There for those who look at the album. */
    public boolean isThere() {
        return stage == Stage.KEPT || stage == Stage.PINNED;
    }

    /** Part of what somebody stated: it stays. */
    public boolean isPinned() {
        return stage == Stage.PINNED;
    }
}
