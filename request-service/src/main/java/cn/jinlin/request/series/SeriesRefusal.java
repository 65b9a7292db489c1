package cn.jinlin.request.series;

import cn.jinlin.kit.domain.Refusal;

/** Why a series can't be changed like that. */
public enum SeriesRefusal implements Refusal {
    SERIES_ENDED, SERIES_NOT_RUNNING, SERIES_NOT_PAUSED;

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
