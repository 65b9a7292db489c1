package cn.jinlin.registration.live;

import cn.jinlin.kit.domain.Refusal;

/** Why a stream is not opened. */
enum StreamRefusal implements Refusal {
    /** As many are open as this process keeps. */
    TOO_MANY_STREAMS;

    @Override
    public Kind kind() {
        return Kind.UNAVAILABLE;
    }
}
