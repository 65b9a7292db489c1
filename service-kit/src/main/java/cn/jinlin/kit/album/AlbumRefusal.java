package cn.jinlin.kit.album;

import cn.jinlin.kit.domain.Refusal;

/** Why a picture can't come or go. */
public enum AlbumRefusal implements Refusal {
    ALBUM_FULL, PHOTO_IN_USE, PHOTO_BUSY;

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
