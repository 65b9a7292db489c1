package cn.jinlin.request.series;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A series in one of its states: it makes orders only while it runs, and never again once it ended. */
sealed interface OrderSeries {
    enum Status {
        RUNNING, PAUSED, ENDED
    }

    Plan plan();

    Status status();

    OrderSeries with(Plan plan);

    default OrderSeries revise(Plan.Wish wish) {
        return with(plan().revised(wish));
    }

    default OrderSeries pause() {
        throw SeriesRefusal.SERIES_NOT_RUNNING.because(status());
    }

    default OrderSeries resume() {
        throw SeriesRefusal.SERIES_NOT_PAUSED.because(status());
    }

    /** No further orders; drafts that nobody edited are withdrawn, what is published stays. */
    default OrderSeries end(Instant now) {
        return new Ended(plan().each(Day::stale), now);
    }

    /** Decides on the orders that are to be made by now; the same when there are none. */
    default OrderSeries ahead(Instant now, List<String> ids) {
        return this;
    }

    /** Whether it wants an order on a day that it decided on. */
    default boolean wants(LocalDate date) {
        return plan().calendar().has(date);
    }

    /** Drafts that are to be published by now. */
    default Stream<Day> publishable(Instant now) {
        return Stream.empty();
    }

    default OrderSeries settle(int revision, Map<String, Day> outcomes) {
        return with(plan().settled(revision, outcomes));
    }

    /** The same, with the time at which there is something to do; long ago while something is pending. */
    default OrderSeries scheduled(Instant now) {
        return with(plan().dueAt(plan().hasPending() ? Optional.of(Instant.EPOCH) : next(now)));
    }

    /** When it has something to do by itself. */
    default Optional<Instant> next(Instant now) {
        return Optional.empty();
    }

    record Running(Plan plan) implements OrderSeries {
        @Override
        public Status status() {
            return Status.RUNNING;
        }

        @Override
        public Running with(Plan next) {
            return new Running(next);
        }

        @Override
        public OrderSeries pause() {
            return new Paused(plan);
        }

        @Override
        public OrderSeries ahead(Instant now, List<String> ids) {
            Plan next = plan.ahead(now, ids);
            boolean over = !next.hasPending() && next.upcoming(now).findFirst().isEmpty() && !next.lastStart().isAfter(now);
            return over ? new Ended(next, now) : new Running(next);
        }

        @Override
        public Stream<Day> publishable(Instant now) {
            return plan.days().stream().filter(Day::isDraft)
                    .filter(day -> plan.publishedAt(day.date()).filter(at -> !at.isAfter(now)).isPresent());
        }

        @Override
        public Optional<Instant> next(Instant now) {
            Instant further = plan.upcoming(now).findFirst().map(plan::madeAt).orElseGet(plan::lastStart);
            return Stream.concat(Stream.of(further), plan.nextPublication().stream()).min(Instant::compareTo);
        }
    }

    /** Makes and publishes nothing; days that pass meanwhile are not made up for. */
    record Paused(Plan plan) implements OrderSeries {
        @Override
        public Status status() {
            return Status.PAUSED;
        }

        @Override
        public Paused with(Plan next) {
            return new Paused(next);
        }

        @Override
        public OrderSeries resume() {
            return new Running(plan);
        }
    }

    /** @param at when it ended by an officer's word, or had no day left */
    record Ended(Plan plan, Instant at) implements OrderSeries {
        @Override
        public Status status() {
            return Status.ENDED;
        }

        @Override
        public Ended with(Plan next) {
            return new Ended(next, at);
        }

        @Override
        public OrderSeries revise(Plan.Wish wish) {
            throw SeriesRefusal.SERIES_ENDED.because();
        }

        @Override
        public OrderSeries end(Instant now) {
            throw SeriesRefusal.SERIES_ENDED.because();
        }

        @Override
        public boolean wants(LocalDate date) {
            return false;
        }
    }
}
