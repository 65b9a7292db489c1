package cn.jinlin.request.posting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import cn.jinlin.events.Location;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.request.order.OfferAnswer;
import cn.jinlin.request.order.Offers;
import cn.jinlin.request.order.Terms;
import cn.jinlin.request.order.UnitOffer;

/** The bodies that callers send about orders. */
final class OrderBodies {
    private static final int TITLE = 100;
    private static final int DESCRIPTION = 2_000;
    private static final int OFFERS = 50;

    private OrderBodies() {}

    enum Decision {
        ACCEPTED, DECLINED
    }

    record Place(@NotNull @DecimalMin("-180") @DecimalMax("180") Double longitude,
            @NotNull @DecimalMin("-90") @DecimalMax("90") Double latitude) {
        Location location() {
            return new Location(longitude, latitude);
        }
    }

    record Places(@NotNull @Min(1) @Max(500) Integer min, @NotNull @Min(1) @Max(500) Integer max) {
        Capacity capacity() {
            return new Capacity(min, max);
        }
    }

    /** Exactly one of {@code unitId} and {@code teamId}. */
    record NewOffer(@Size(max = 64) @Nullable String unitId, @Size(max = 64) @Nullable String teamId,
            @NotNull @Min(1) @Max(500) Integer places, @NotNull Instant deadline) {}

    record NewOrder(@NotNull @Pattern(regexp = "[0-9]{12}") String communityId,
            @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,63}") @Nullable String compoundId, @Valid @Nullable Place location,
            @NotBlank @Size(max = TITLE) String title, @Size(max = DESCRIPTION) @Nullable String description,
            @NotNull Category category, @NotNull Instant startsAt, @NotNull Instant endsAt, @Valid @NotNull Places capacity,
            @NotNull Audience audience, @Size(max = OFFERS) @Nullable List<@Valid NewOffer> offers,
            @Min(10) @Max(10_000) @Nullable Integer checkInRadiusMetres) {

        Terms terms() {
            return new Terms(Optional.ofNullable(compoundId), Optional.ofNullable(location).map(Place::location), title.strip(),
                    Objects.requireNonNullElse(description, "").strip(), category, startsAt, endsAt, capacity.capacity(),
                    audience,
                    Optional.ofNullable(checkInRadiusMetres));
        }
    }

    /** Fields that are missing stay as they are. */
    record OrderEdit(@Pattern(regexp = "[a-z0-9][a-z0-9-]{0,63}") @Nullable String compoundId, @Valid @Nullable Place location,
            @Pattern(regexp = "(?s).*\\S.*") @Size(max = TITLE) @Nullable String title,
            @Size(max = DESCRIPTION) @Nullable String description, @Nullable Category category, @Nullable Instant startsAt,
            @Nullable Instant endsAt, @Valid @Nullable Places capacity, @Nullable Audience audience,
            @Size(max = OFFERS) @Nullable List<@Valid NewOffer> offers,
            @Min(10) @Max(10_000) @Nullable Integer checkInRadiusMetres) implements OrderDesk.Edit {

        @Override
        public Terms terms(Terms now) {
            return new Terms(Optional.ofNullable(compoundId).or(now::compoundId),
                    Optional.ofNullable(location).map(Place::location).or(now::location), or(title, now.title()).strip(),
                    or(description, now.description()).strip(), or(category, now.category()), or(startsAt, now.startsAt()),
                    or(endsAt, now.endsAt()), capacity == null ? now.capacity() : capacity.capacity(),
                    or(audience, now.audience()), Optional.ofNullable(checkInRadiusMetres).or(now::checkInRadiusMetres));
        }

        @Override
        public Offers offers(Offers now) {
            return offers == null ? now : OrderBodies.offers(offers);
        }

        private static <T> T or(@Nullable T changed, T now) {
            return changed == null ? now : changed;
        }
    }

    record Cancellation(@NotBlank @Size(max = 500) String reason) {}

    record OfferResponse(@NotNull Decision decision, @Min(1) @Max(500) @Nullable Integer places,
            @Size(max = 500) @Nullable String reason) {
        OfferAnswer answer() {
            return switch (decision) {
                case ACCEPTED -> new OfferAnswer.Accept(Optional.ofNullable(places));
                case DECLINED -> new OfferAnswer.Decline(Optional.ofNullable(reason).filter(text -> !text.isBlank()));
            };
        }
    }

    /** Offers to teams are refused as unknown while no event tells of teams. */
    static Offers offers(@Nullable List<NewOffer> wanted) {
        if (wanted == null) {
            return Offers.NONE;
        }
        List<FieldError> errors = new ArrayList<>();
        List<UnitOffer> offers = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            NewOffer offer = wanted.get(i);
            String field = "offers[" + i + "]";
            if (offer.unitId() == null == (offer.teamId() == null)) {
                errors.add(FieldError.of(field, "UNIT_OR_TEAM"));
            } else if (offer.unitId() == null) {
                errors.add(FieldError.of(field + ".teamId", "UNKNOWN"));
            } else {
                offers.add(UnitOffer.of(offer.unitId(), offer.places(), offer.deadline()));
            }
        }
        if (!errors.isEmpty()) {
            throw new Invalid(errors);
        }
        return new Offers(offers);
    }
}
