package cn.jinlin.request.posting;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import cn.jinlin.events.Location;
import cn.jinlin.events.RequestEvent.Capacity;

/** Parts of bodies that say what an order is like. */
public final class OrderBodies {
    private OrderBodies() {}

    /** In degrees, WGS 84. */
    public record Place(@NotNull @DecimalMin("-180") @DecimalMax("180") Double longitude,
            @NotNull @DecimalMin("-90") @DecimalMax("90") Double latitude) {
        public Location location() {
            return new Location(longitude, latitude);
        }
    }

    /** How many people it takes, and how many it has room for. */
    public record Places(@NotNull @Min(1) @Max(500) Integer min, @NotNull @Min(1) @Max(500) Integer max) {
        public Capacity capacity() {
            return new Capacity(min, max);
        }
    }
}
