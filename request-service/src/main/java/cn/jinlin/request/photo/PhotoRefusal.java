package cn.jinlin.request.photo;

import cn.jinlin.kit.domain.Refusal;

/** Why a photo can't be added to an order. */
enum PhotoRefusal implements Refusal {
    PHOTOS_CLOSED;

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
