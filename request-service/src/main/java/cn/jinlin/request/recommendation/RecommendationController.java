package cn.jinlin.request.recommendation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.Location;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.problem.Languages;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;
import cn.jinlin.request.order.Need;
import cn.jinlin.request.order.ServiceOrder;

/** Recommended orders over HTTP. */
@RestController
class RecommendationController {
    private final RecommendationDesk desk;
    private final ReasonTexts texts;

    RecommendationController(RecommendationDesk desk, ReasonTexts texts) {
        this.desk = desk;
        this.texts = texts;
    }

    /** A reason and its text in the caller's language. */
    record ReasonAnswer(Reason.Code code, String text) {}

    /**
     * An order that the caller may claim now.
     *
     * @param distanceKm to a hundred metres; missing where a place is not known
     * @param reasons the most important first
     */
    record Recommended(String orderId, String number, String communityId, Optional<String> compoundId,
            Optional<Location> location,
            String title, Category category, Instant startsAt, Instant endsAt, Capacity capacity, int claimed, int freePlaces,
            Need need, Optional<Double> distanceKm, List<ReasonAnswer> reasons) {}

    /** The best first; there is no further page, since claims change it all the time. */
    @GetMapping("/api/v1/orders/recommended")
    @Allowed(Role.MEMBER)
    Page<Recommended> recommended(Caller caller, Limit limit, HttpServletRequest request,
            @RequestParam(required = false) @Nullable Double longitude,
            @RequestParam(required = false) @Nullable Double latitude,
            @RequestParam(required = false) @Nullable Category category) {
        String memberId = caller.memberId().orElseThrow(() -> KitRefusal.FORBIDDEN.because());
        Locale locale = Languages.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        List<Suggestion> best = desk.of(memberId, here(longitude, latitude), Optional.ofNullable(category), limit.value());
        return new Page<>(best.stream().map(each -> answer(each, locale)).toList(), null);
    }

    private static Optional<Location> here(@Nullable Double longitude, @Nullable Double latitude) {
        if (longitude == null && latitude == null) {
            return Optional.empty();
        }
        List<FieldError> errors = new ArrayList<>();
        check("longitude", longitude, 180, errors);
        check("latitude", latitude, 90, errors);
        if (!errors.isEmpty() || longitude == null || latitude == null) {
            throw new Invalid(errors);
        }
        return Optional.of(new Location(longitude, latitude));
    }

    private static void check(String field, @Nullable Double degrees, int most, List<FieldError> errors) {
        if (degrees == null) {
            errors.add(FieldError.of(field, "REQUIRED"));
        } else if (!(Math.abs(degrees) <= most)) {
            errors.add(FieldError.of(field, "OUT_OF_RANGE", -most, most));
        }
    }

    private Recommended answer(Suggestion suggestion, Locale locale) {
        ServiceOrder order = suggestion.order();
        return new Recommended(order.orderId(), order.sheet().number(), order.sheet().communityId(), order.terms().compoundId(),
                order.terms().location(), order.terms().title(), order.terms().category(), order.terms().startsAt(),
                order.terms().endsAt(), order.terms().capacity(), order.sheet().roster().claimed(), order.sheet().freePlaces(),
                suggestion.need(), suggestion.kilometres().map(Suggestion::rounded),
                suggestion.reasons().stream().map(reason -> new ReasonAnswer(reason.code(), texts.of(reason, locale))).toList());
    }
}
