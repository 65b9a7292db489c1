package cn.jinlin.request.series;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.request.posting.OrderBodies.Place;
import cn.jinlin.request.posting.OrderBodies.Places;
import cn.jinlin.request.series.Rhythm.MonthlyWeekday.Week;
import cn.jinlin.request.terms.Offeree;
import cn.jinlin.request.terms.Wording;

/** What officers send about series. */
final class SeriesBodies {
    private static final int LEAD = 14;
    private static final int SKIPPED = 100;

    private SeriesBodies() {}

    record NewSeries(@NotNull @Pattern(regexp = "[0-9]{12}") String communityId, @Valid @NotNull TemplateBody template,
            @Valid @NotNull RhythmBody rhythm, @NotNull LocalDate from, @Valid @Nullable EndsBody ends,
            @Size(max = SKIPPED) @Nullable List<@NotNull LocalDate> skipDates, @Min(1) @Max(60) @Nullable Integer leadDays,
            @Min(0) @Max(60) @Nullable Integer publishDaysBefore) {
        Plan.Wish wish() {
            EndsBody end = ends == null ? EndsBody.NEVER : ends;
            Calendar calendar = new Calendar(rhythm.rhythm(), from, Optional.ofNullable(end.until()),
                    Optional.ofNullable(end.count()), dates(skipDates));
            return new Plan.Wish(template.template(), calendar, Objects.requireNonNullElse(leadDays, LEAD),
                    Optional.ofNullable(publishDaysBefore));
        }
    }

    /** Parts that are missing stay as they are; a part that is given takes the place of the whole old one. */
    record SeriesEdit(@Valid @Nullable TemplateBody template, @Valid @Nullable RhythmBody rhythm, @Valid @Nullable EndsBody ends,
            @Size(max = SKIPPED) @Nullable List<@NotNull LocalDate> skipDates, @Min(1) @Max(60) @Nullable Integer leadDays,
            @Valid @Nullable PublicationBody publication) {
        Plan.Wish onto(Plan.Wish now) {
            Calendar old = now.calendar();
            Calendar calendar = new Calendar(rhythm == null ? old.rhythm() : rhythm.rhythm(), old.from(),
                    ends == null ? old.until() : Optional.ofNullable(ends.until()),
                    ends == null ? old.count() : Optional.ofNullable(ends.count()),
                    skipDates == null ? old.skipped() : dates(skipDates));
            return new Plan.Wish(template == null ? now.template() : template.template(), calendar,
                    Objects.requireNonNullElse(leadDays, now.leadDays()),
                    publication == null ? now.publishDays() : Optional.ofNullable(publication.daysBefore()));
        }
    }

    /** Without a number the officer publishes each draft. */
    record PublicationBody(@Min(0) @Max(60) @Nullable Integer daysBefore) {}

    /** With neither the series goes on until somebody ends it; with both, until the first of them. */
    record EndsBody(@Nullable LocalDate until, @Min(1) @Max(1_000) @Nullable Integer count) {
        static final EndsBody NEVER = new EndsBody(null, null);
    }

    private static Set<LocalDate> dates(@Nullable List<LocalDate> dates) {
        return dates == null ? Set.of() : Set.copyOf(dates);
    }

    enum Kind {
        WEEKLY, MONTHLY, MONTHLY_WEEKDAY
    }

    /**
     * WEEKLY with {@code days}; MONTHLY with {@code dayOfMonth}; MONTHLY_WEEKDAY with {@code week} and one of {@code days}.
     *
     * @param every each so many weeks or months, 1 when missing
     */
    record RhythmBody(@NotNull Kind kind, @Min(1) @Max(12) @Nullable Integer every,
            @Size(max = 7) @Nullable List<@NotNull DayOfWeek> days, @Min(1) @Max(31) @Nullable Integer dayOfMonth,
            @Nullable Week week) {
        Rhythm rhythm() {
            int each = Objects.requireNonNullElse(every, 1);
            return switch (kind) {
                case WEEKLY -> {
                    check(days != null && !days.isEmpty(), "days");
                    check(dayOfMonth == null, "dayOfMonth", "NOT_APPLICABLE");
                    check(week == null, "week", "NOT_APPLICABLE");
                    yield new Rhythm.Weekly(each, Set.copyOf(Objects.requireNonNull(days)));
                }
                case MONTHLY -> {
                    check(dayOfMonth != null, "dayOfMonth");
                    check(days == null, "days", "NOT_APPLICABLE");
                    check(week == null, "week", "NOT_APPLICABLE");
                    yield new Rhythm.Monthly(each, Objects.requireNonNull(dayOfMonth));
                }
                case MONTHLY_WEEKDAY -> {
                    check(days != null && days.size() == 1, "days");
                    check(week != null, "week");
                    check(dayOfMonth == null, "dayOfMonth", "NOT_APPLICABLE");
                    yield new Rhythm.MonthlyWeekday(each, Objects.requireNonNull(week),
                            Objects.requireNonNull(days).getFirst());
                }
            };
        }

        private static void check(boolean given, String field) {
            check(given, field, "REQUIRED");
        }

        private static void check(boolean sound, String field, String code) {
            if (!sound) {
                throw Invalid.field("rhythm." + field, code);
            }
        }

        static RhythmBody of(Rhythm rhythm) {
            return switch (rhythm) {
                case Rhythm.Weekly weekly ->
                    new RhythmBody(Kind.WEEKLY, weekly.every(), weekly.days().stream().sorted().toList(), null, null);
                case Rhythm.Monthly monthly -> new RhythmBody(Kind.MONTHLY, monthly.every(), null, monthly.day(), null);
                case Rhythm.MonthlyWeekday each ->
                    new RhythmBody(Kind.MONTHLY_WEEKDAY, each.every(), List.of(each.day()), null, each.week());
            };
        }
    }

    record TemplateBody(@Pattern(regexp = "[a-z0-9][a-z0-9-]{0,63}") @Nullable String compoundId, @Valid @Nullable Place location,
            @NotNull @Pattern(regexp = Wording.FILLED, message = Wording.EMPTY) @Size(max = 100) String title,
            @Size(max = 2_000) @Nullable String description, @NotNull Category category,
            @NotNull @Pattern(regexp = "([01][0-9]|2[0-3]):[0-5][0-9]") String startTime,
            @NotNull @Min(15) @Max(1_440) Integer minutes, @Valid @NotNull Places capacity, @NotNull Audience audience,
            @Min(10) @Max(10_000) @Nullable Integer checkInRadiusMetres,
            @Size(max = 50) @Nullable List<@Valid @NotNull OfferingBody> offers) {

        Template template() {
            return new Template(Optional.ofNullable(compoundId), Optional.ofNullable(location).map(Place::location),
                    title.strip(),
                    Objects.requireNonNullElse(description, "").strip(), category, LocalTime.parse(startTime), minutes,
                    capacity.capacity(), audience, Optional.ofNullable(checkInRadiusMetres), offerings());
        }

        private List<Template.Offering> offerings() {
            List<Template.Offering> offerings = new ArrayList<>();
            List<FieldError> errors = new ArrayList<>();
            List<OfferingBody> wanted = Objects.requireNonNullElse(offers, List.of());
            for (int i = 0; i < wanted.size(); i++) {
                OfferingBody offer = wanted.get(i);
                if (offer.unitId() == null == (offer.teamId() == null)) {
                    errors.add(FieldError.of("template.offers[" + i + "]", "UNIT_OR_TEAM"));
                } else {
                    offerings.add(offer.offering());
                }
            }
            if (!errors.isEmpty()) {
                throw new Invalid(errors);
            }
            return offerings;
        }

        static TemplateBody of(Template template) {
            return new TemplateBody(template.compoundId().orElse(null),
                    template.location().map(place -> new Place(place.longitude(), place.latitude())).orElse(null),
                    template.title(), template.description(), template.category(), template.startTime().toString(),
                    template.minutes(), new Places(template.capacity().min(), template.capacity().max()), template.audience(),
                    template.checkInRadiusMetres().orElse(null), template.offers().stream().map(OfferingBody::of).toList());
        }
    }

    /** Exactly one of {@code unitId} and {@code teamId}; its answer is due so many hours before the start. */
    record OfferingBody(@Size(max = 64) @Nullable String unitId, @Size(max = 64) @Nullable String teamId,
            @NotNull @Min(1) @Max(500) Integer places, @NotNull @Min(1) @Max(1_440) Integer hoursBefore) {
        Template.Offering offering() {
            Offeree to = unitId == null ? Offeree.team(Objects.requireNonNull(teamId)) : Offeree.unit(unitId);
            return new Template.Offering(to, places, hoursBefore);
        }

        static OfferingBody of(Template.Offering offering) {
            boolean unit = offering.to().kind() == Offeree.Kind.UNIT;
            return new OfferingBody(unit ? offering.to().id() : null, unit ? null : offering.to().id(), offering.places(),
                    offering.hoursBefore());
        }
    }
}
