package cn.jinlin.supervision.coverage;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.Location;
import cn.jinlin.events.RequestEvent.Outcome;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.PublicAggregate;
import cn.jinlin.kit.security.Role;

/**
 * The board as JSON and as GeoJSON (RFC 7946): an officer sees its own communities, whoever else is let in all of them.
 */
@RestController
class CoverageController {
    private final CoverageDesk desk;

    CoverageController(CoverageDesk desk) {
        this.desk = desk;
    }

    /** What is shown at every level. Rates are rounded to four decimals. */
    record Shown(int registeredMembers, int activeMembers, int openPlaces, int claimedPlaces, long servedPlaces, double fillRate,
            long verifiedMinutes, long backfilledMinutes, List<Outcome> outcomes, double load, int openFindings,
            int overdueFindings) {
        static Shown of(Figures figures) {
            Figures.Work work = figures.work();
            return new Shown(figures.members().registered(), figures.members().active(), work.openPlaces(), work.claimedPlaces(),
                    work.servedPlaces(), Figures.rounded(figures.fillRate()), work.verifiedMinutes(), work.backfilledMinutes(),
                    work.outcomes(), Figures.rounded(figures.load()), figures.findings().open(), figures.findings().overdue());
        }
    }

    /**
     * One community.
     *
     * @param inspectionScore null before the first inspection
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Item(String communityId, String name, String subdistrictCode, String subdistrictName, @JsonUnwrapped Shown figures,
            CoverageBoard.Band band, @Nullable Integer inspectionScore) {
        static Item of(CoverageBoard.Row row) {
            Counts counts = row.counts();
            return new Item(counts.communityId(), counts.name(), counts.subdistrictCode(), counts.subdistrictName(),
                    Shown.of(counts.figures()), row.band(), counts.inspectionScore().orElse(null));
        }
    }

    /** @param bands how many of its communities are SHORT, BALANCED and SURPLUS */
    record District(String districtCode, int communities, @JsonUnwrapped Shown figures, CoverageBoard.Band band,
            Map<CoverageBoard.Band, Integer> bands) {
        static District of(Summary.Level level) {
            return new District(level.code(), level.communities(), Shown.of(level.figures()), level.band(), level.bands());
        }
    }

    /** @param bands how many of its communities are SHORT, BALANCED and SURPLUS */
    record Subdistrict(String subdistrictCode, String subdistrictName, int communities, @JsonUnwrapped Shown figures,
            CoverageBoard.Band band, Map<CoverageBoard.Band, Integer> bands) {
        static Subdistrict of(Summary.Level level) {
            return new Subdistrict(level.code(), level.name(), level.communities(), Shown.of(level.figures()), level.band(),
                    level.bands());
        }
    }

    /** Each person counts once in the district and once in each sub-district. */
    record Levels(District district, List<Subdistrict> subdistricts) {}

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
    @PublicAggregate
    @Allowed({Role.DISTRICT_ADMIN, Role.SUPERVISOR, Role.PLATFORM, Role.COMMUNITY_OFFICER})
    Board coverage(Caller caller) {
        return new Board(seenBy(caller).rows().stream().map(Item::of).toList());
    }

    @GetMapping(path = "/api/v1/coverage.geojson", produces = "application/geo+json")
    @PublicAggregate
    @Allowed({Role.DISTRICT_ADMIN, Role.SUPERVISOR, Role.PLATFORM, Role.COMMUNITY_OFFICER})
    FeatureCollection geojson(Caller caller) {
        return new FeatureCollection("FeatureCollection", seenBy(caller).rows().stream().map(Feature::of).toList());
    }

    /** @param districtCode six digits; the lowest that is known where none is given */
    @GetMapping("/api/v1/coverage/summary")
    @PublicAggregate
    @Allowed({Role.DISTRICT_ADMIN, Role.SUPERVISOR, Role.PLATFORM})
    Levels summary(@RequestParam(required = false) @Nullable String districtCode) {
        if (districtCode != null && !districtCode.matches("[0-9]{6}")) {
            throw Invalid.field("districtCode", "MALFORMED", "NNNNNN");
        }
        Summary summary = desk.summary(Optional.ofNullable(districtCode));
        return new Levels(District.of(summary.district()), summary.subdistricts().stream().map(Subdistrict::of).toList());
    }

    private CoverageBoard seenBy(Caller caller) {
        boolean all = caller.isDistrictAdmin() || caller.has(Role.SUPERVISOR) || caller.has(Role.PLATFORM)
                || !caller.has(Role.COMMUNITY_OFFICER);
        return all ? desk.board() : desk.boardOf(caller.communityIds());
    }
}
