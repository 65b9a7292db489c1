package cn.jinlin.registration.community;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;

import cn.jinlin.events.Location;

/** A location as a caller gives it, in degrees (WGS 84). */
public record Point(@NotNull @DecimalMin("-180") @DecimalMax("180") Double longitude,
        @NotNull @DecimalMin("-90") @DecimalMax("90") Double latitude) {
    public Location location() {
        return new Location(longitude, latitude);
    }
}
