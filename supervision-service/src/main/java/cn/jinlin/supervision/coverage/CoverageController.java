package cn.jinlin.supervision.coverage;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.Location;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;

/**
 * The board as JSON and as GeoJSON (RFC 7946): the district, supervisors and the city platform see all communities, an
 * officer its own.
 */
@RestController
class CoverageController {
    private static final double PRECISION = 10_000;

    private final CoverageDesk desk;

    CoverageController(CoverageDesk desk) {
        this.desk = desk;
    }

    /**
     * One community. Rates are rounded to four decimals.
     *
     * @param inspectionScore null before the first inspection
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Item(String communityId, String name, int registeredMembers, int activeMembers, int openPlaces, int claimedPlaces,
            double fillRate, long verifiedMinutes, double load, CoverageBoard.Band band, @Nullable Integer inspectionScore,
            int openFindings) {
        static Item of(CoverageBoard.Row row) {
            Counts counts = row.counts();
            return new Item(counts.communityId(), counts.name(), counts.registeredMembers(), counts.activeMembers(),
                    counts.openPlaces(), counts.claimedPlaces(), rounded(counts.fillRate()), counts.verifiedMinutes(),
                    rounded(counts.load()), row.band(), counts.inspectionScore().orElse(null), counts.openFindings());
        }
    }

    /** Every community once, by its code. */
    record Board(List<Item> items) {}

    record Point(String type, List<Double> coordinates) {
        static Point of(Location location) {
            return new Point("Point", List.of(location.longitude(), location.latitude()));
        }
    }

    /** @param geometry null for a community without a location, as RFC 7946 has it for an unlocated feature */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Feature(String type, String id, @Nullable Point geometry, Item properties) {
        static Feature of(CoverageBoard.Row row) {
            Optional<Point> point = row.counts().location().map(Point::of);
            return new Feature("Feature", row.counts().communityId(), point.orElse(null), Item.of(row));
        }
    }

    record FeatureCollection(String type, List<Feature> features) {}

    @GetMapping("/api/v1/coverage")
    @Allowed({Role.DISTRICT_ADMIN, Role.SUPERVISOR, Role.PLATFORM, Role.COMMUNITY_OFFICER})
    Board coverage(Caller caller) {
        return new Board(seenBy(caller).rows().stream().map(Item::of).toList());
    }

    @GetMapping(path = "/api/v1/coverage.geojson", produces = "application/geo+json")
    @Allowed({Role.DISTRICT_ADMIN, Role.SUPERVISOR, Role.PLATFORM, Role.COMMUNITY_OFFICER})
    FeatureCollection geojson(Caller caller) {
        return new FeatureCollection("FeatureCollection", seenBy(caller).rows().stream().map(Feature::of).toList());
    }

    private CoverageBoard seenBy(Caller caller) {
        boolean all = caller.isDistrictAdmin() || caller.has(Role.SUPERVISOR) || caller.has(Role.PLATFORM);
        return all ? desk.board() : desk.boardOf(caller.communityIds());
    }

    private static double rounded(double rate) {
        return Math.round(rate * PRECISION) / PRECISION;
    }
}
