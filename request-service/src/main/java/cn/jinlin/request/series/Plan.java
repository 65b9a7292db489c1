package cn.jinlin.request.series;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a series has in every state.
 *
 * @param zone the district's, whose days and clock these are
 * @param leadDays how many days before its own day an order is made
 * @param publishDays how many days before its own day it is published; empty where the officer does that
 * @param days those whose order was decided on, the earliest first; the past week's are kept, so that no instance with a slow
 *            clock decides on one of them again
 * @param made how many orders were decided on and not withdrawn
 * @param revision grows whenever the series says something else
 * @param dueAt when there is something to do; empty where only an officer can go on
 */
record Plan(String seriesId, String communityId, ZoneId zone, Template template, Calendar calendar, int leadDays,
        Optional<Integer> publishDays, List<Day> days, int made, int revision,
        Optional<Instant> dueAt) {
    private static final int KEPT_DAYS = 7;

    Plan {
        days = List.copyOf(days);
    }

    static Plan of(String seriesId, String communityId, ZoneId zone, Wish wish) {
        return new Plan(seriesId, communityId, zone, wish.template(), wish.calendar(), wish.leadDays(), wish.publishDays(),
                List.of(), 0, 0, Optional.empty());
    }

    /** What an officer may want of a series. */
    record Wish(Template template, Calendar calendar, int leadDays, Optional<Integer> publishDays) {}

    Wish wish() {
        return new Wish(template, calendar, leadDays, publishDays);
    }

    /** What it says now; drafts that it made are to follow. */
    Plan revised(Wish wish) {
        return new Plan(seriesId, communityId, zone, wish.template(), wish.calendar(), wish.leadDays(), wish.publishDays(),
                days.stream().map(Day::stale).toList(), made, revision + 1, dueAt);
    }

    /** The days that an order can still be made for, in order. */
    Stream<LocalDate> upcoming(Instant now) {
        int left = calendar.count().map(count -> count - made).orElse(Integer.MAX_VALUE);
        return calendar.from(LocalDate.ofInstant(now, zone))
                .filter(date -> on(date).isEmpty() && template.latestOn(date, zone).isAfter(now)).limit(Math.max(0, left));
    }

    Optional<Day> on(LocalDate date) {
        return days.stream().filter(day -> day.date().equals(date) && day.step() != Day.Step.WITHDRAWN).findFirst();
    }

    /** Decides on every order that is to be made by now, as long as there are ids. */
    Plan ahead(Instant now, List<String> ids) {
        List<LocalDate> due = upcoming(now).limit(ids.size()).takeWhile(date -> !madeAt(date).isAfter(now)).toList();
        if (due.isEmpty()) {
            return this;
        }
        LocalDate oldest = LocalDate.ofInstant(now, zone).minusDays(KEPT_DAYS);
        List<Day> next = new ArrayList<>(days.stream().filter(day -> !day.date().isBefore(oldest)).toList());
        for (int i = 0; i < due.size(); i++) {
            next.add(Day.wanted(due.get(i), ids.get(i)));
        }
        next.sort(Comparator.comparing(Day::date));
        return with(next, made + due.size());
    }

    Instant madeAt(LocalDate date) {
        return template.startOn(date.minusDays(leadDays), zone);
    }

    /** When the draft of a day is to be published; empty where that is left to the officer. */
    Optional<Instant> publishedAt(LocalDate date) {
        return publishDays.map(days -> template.startOn(date.minusDays(days), zone));
    }

    /** When the next draft is to be published. */
    Optional<Instant> nextPublication() {
        return days.stream().filter(Day::isDraft).flatMap(day -> publishedAt(day.date()).stream()).min(Instant::compareTo);
    }

    /** The start of the last order that was decided on. */
    Instant lastStart() {
        return days.stream().map(day -> template.startOn(day.date(), zone)).max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    boolean hasPending() {
        return days.stream().anyMatch(Day::isPending);
    }

    /** Takes over what became of orders; what was done by an older revision is to be done again. */
    Plan settled(int by, Map<String, Day> outcomes) {
        List<Day> next = days.stream().map(day -> outcomes.containsKey(day.orderId())
                ? by == revision ? outcomes.get(day.orderId()) : outcomes.get(day.orderId()).stale()
                : day).toList();
        long withdrawn = count(next) - count(days);
        return with(next, made - (int) withdrawn);
    }

    private static long count(List<Day> days) {
        return days.stream().filter(day -> day.step() == Day.Step.WITHDRAWN).count();
    }

    Plan each(UnaryOperator<Day> change) {
        return with(days.stream().map(change).toList(), made);
    }

    private Plan with(List<Day> next, int total) {
        return new Plan(seriesId, communityId, zone, template, calendar, leadDays, publishDays, next, total, revision,
                dueAt);
    }

    Plan dueAt(Optional<Instant> next) {
        return new Plan(seriesId, communityId, zone, template, calendar, leadDays, publishDays, days, made, revision, next);
    }
}
