package cn.jinlin.request.series;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A day of a series and its order, whose id is decided before the order is made.
 *
 * @param refused why the order was not published when it should have been
 */
record Day(LocalDate date, String orderId, Step step, Optional<String> refused) {
    enum Step {
        /** There is to be an order, and perhaps there is one. */
        WANTED,
        /** There is a draft that does not say yet what the series says now. */
        STALE,
        /** There is a draft as the series wants it. */
        DRAFT,
        /** The order goes its own way: published, ended, or edited by itself. */
        ON_ITS_OWN,
        /** The draft was ended because the series no longer wants it. */
        WITHDRAWN
    }

    static Day wanted(LocalDate date, String orderId) {
        return new Day(date, orderId, Step.WANTED, Optional.empty());
    }

    boolean isPending() {
        return step == Step.WANTED || step == Step.STALE;
    }

    boolean isDraft() {
        return step == Step.DRAFT;
    }

    Day now(Step next) {
        return new Day(date, orderId, next, refused);
    }

    /** Left to the officer, who can see why. */
    Day refusedBy(String rule) {
        return new Day(date, orderId, Step.ON_ITS_OWN, Optional.of(rule));
    }

    /** The series says something else now. */
    Day stale() {
        return isDraft() ? now(Step.STALE) : this;
    }
}
