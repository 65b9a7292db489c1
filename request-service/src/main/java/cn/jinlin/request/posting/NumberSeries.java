package cn.jinlin.request.posting;

/**
 * The running numbers of one district and day.
 *
 * @param last the last number that was given out; a number is never given out twice, one may be skipped
 */
record NumberSeries(String seriesId, int last) {
    NumberSeries next() {
        return new NumberSeries(seriesId, last + 1);
    }
}
