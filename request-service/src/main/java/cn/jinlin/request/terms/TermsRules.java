package cn.jinlin.request.terms;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.OfferStatus;
import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.kit.domain.Invalid;

/** What makes the terms of an order sound; every field that is not is named. */
public final class TermsRules {
    /** The longest that an order may last. */
    public static final Duration LONGEST = Duration.ofDays(31);
    static final Duration FURTHEST = Duration.ofDays(2 * 366L);

    private TermsRules() {}

    /**
     * @param before the terms until now, empty for a new order; a start that stays as it is may be past
     * @throws Invalid naming every field that is wrong
     */
    public static void check(Optional<Terms> before, Terms terms, Offers offers, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        if (before.isEmpty() || !before.get().startsAt().equals(terms.startsAt())) {
            start(terms, now, errors);
        }
        end(terms, errors);
        places(terms, errors);
        if (terms.checkInRadiusMetres().isPresent() && terms.location().isEmpty()) {
            errors.add(FieldError.of("checkInRadiusMetres", "NEEDS_LOCATION"));
        }
        offers(terms, offers, now, errors);
        if (!errors.isEmpty()) {
            throw new Invalid(errors);
        }
    }

    private static void start(Terms terms, Instant now, List<FieldError> errors) {
        if (!terms.startsAt().isAfter(now)) {
            errors.add(FieldError.of("startsAt", "NOT_IN_FUTURE"));
        } else if (terms.startsAt().isAfter(now.plus(FURTHEST))) {
            errors.add(FieldError.of("startsAt", "TOO_FAR"));
        }
    }

    private static void end(Terms terms, List<FieldError> errors) {
        if (!terms.endsAt().isAfter(terms.startsAt())) {
            errors.add(FieldError.of("endsAt", "BEFORE_START"));
        } else if (terms.length().compareTo(LONGEST) > 0) {
            errors.add(FieldError.of("endsAt", "PERIOD_TOO_LONG", LONGEST.toDays()));
        }
    }

    /** A micro-wish is an order of one place. */
    private static void places(Terms terms, List<FieldError> errors) {
        if (terms.capacity().min() > terms.capacity().max()) {
            errors.add(FieldError.of("capacity.min", "ABOVE_MAX"));
        }
        if (terms.category() == Category.MICRO_WISH && terms.capacity().max() != 1) {
            errors.add(FieldError.of("capacity.max", "ONE_PLACE"));
        }
    }

    private static void offers(Terms terms, Offers offers, Instant now, List<FieldError> errors) {
        Set<String> offerees = new HashSet<>();
        for (int i = 0; i < offers.all().size(); i++) {
            OrderOffer offer = offers.all().get(i);
            String field = "offers[" + i + "].";
            if (!offerees.add(offer.offereeId())) {
                errors.add(FieldError.of(field + (offer.unitId().isPresent() ? "unitId" : "teamId"), "DUPLICATE"));
            }
            if (offer.places() > terms.capacity().max()) {
                errors.add(FieldError.of(field + "places", "ABOVE_MAX"));
            }
            deadline(terms, offer, now, field + "deadline", errors);
        }
    }

    private static void deadline(Terms terms, OrderOffer offer, Instant now, String field, List<FieldError> errors) {
        if (offer.deadline().isAfter(terms.startsAt())) {
            errors.add(FieldError.of(field, "AFTER_START"));
        } else if (offer.status() == OfferStatus.OFFERED && !offer.deadline().isAfter(now)) {
            errors.add(FieldError.of(field, "NOT_IN_FUTURE"));
        }
    }
}
