package cn.jinlin.supervision.trend;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.PublicAggregate;
import cn.jinlin.kit.security.Role;

/** Trends over HTTP: an officer sees those of its own communities, whoever else is let in all of them. */
@RestController
class HistoryController {
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 1_100;

    private final TrendDesk desk;

    HistoryController(TrendDesk desk) {
        this.desk = desk;
    }

    /**
     * One day. Of community and sub-district the one that was asked for is there.
     *
     * @param fillRate to four decimals
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Day(LocalDate date, Optional<String> communityId, Optional<String> subdistrictCode, int registeredMembers,
            int activeMembers, int openPlaces, int claimedPlaces, long servedPlaces, double fillRate, long verifiedMinutes,
            long backfilledMinutes, int openFindings, int overdueFindings) {
        static Day of(DayFigures day, Optional<String> community, Optional<String> subdistrict) {
            return new Day(day.date(), community, subdistrict, day.registeredMembers(), day.activeMembers(), day.openPlaces(),
                    day.claimedPlaces(), day.servedPlaces(), day.fillRate(), day.verifiedMinutes(), day.backfilledMinutes(),
                    day.findings(), day.overdueFindings());
        }
    }

    record History(List<Day> items) {}

    /**
     * The earliest day first; days on which nothing was counted are left out. Of today it is what stands now.
     *
     * @param communityId one community; else
     * @param subdistrictCode one sub-district; else
     * @param districtCode one district; where none is given the lowest that is known
     * @param from the first day, as 2026-05-16; thirty days before the last where it is not given
     * @param to the last day; today where it is not given
     */
    @GetMapping("/api/v1/coverage/history")
    @PublicAggregate
    @Allowed({Role.DISTRICT_ADMIN, Role.SUPERVISOR, Role.PLATFORM, Role.COMMUNITY_OFFICER})
    History history(Caller caller, @RequestParam(required = false) @Nullable String communityId,
            @RequestParam(required = false) @Nullable String subdistrictCode,
            @RequestParam(required = false) @Nullable String districtCode,
            @RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to) {
        requireSight(caller, communityId);
        Optional<String> community = code("communityId", communityId, 12);
        Optional<String> subdistrict = code("subdistrictCode", subdistrictCode, 9);
        Optional<String> district = code("districtCode", districtCode, 6);
        LocalDate last = day("to", to).orElseGet(desk::today);
        LocalDate first = day("from", from).orElseGet(() -> last.minusDays(USUAL_DAYS));
        if (first.isAfter(last) || first.plusDays(MOST_DAYS).isBefore(last)) {
            throw Invalid.field("from", "OUT_OF_RANGE", last.minusDays(MOST_DAYS), last);
        }
        return new History(desk.days(community.or(() -> subdistrict).or(() -> district), first, last).stream()
                .map(day -> Day.of(day, community, community.isPresent() ? Optional.empty() : subdistrict)).toList());
    }

    private static void requireSight(Caller caller, @Nullable String communityId) {
        boolean all = caller.isDistrictAdmin() || caller.has(Role.SUPERVISOR) || caller.has(Role.PLATFORM)
                || !caller.has(Role.COMMUNITY_OFFICER);
        if (!all && (communityId == null || !caller.isOfficerOf(communityId))) {
            throw KitRefusal.FORBIDDEN.because();
        }
    }

    private static Optional<String> code(String name, @Nullable String code, int digits) {
        if (code != null && !code.matches("[0-9]{" + digits + "}")) {
            throw Invalid.field(name, "MALFORMED", "N".repeat(digits));
        }
        return Optional.ofNullable(code);
    }

    /** Years of four digits, so that no day is so far away that one cannot reckon with it. */
    private static Optional<LocalDate> day(String name, @Nullable String day) {
        try {
            if (day == null || day.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                return Optional.ofNullable(day).map(LocalDate::parse);
            }
        } catch (DateTimeParseException _) {
            // refused below
        }
        throw Invalid.field(name, "MALFORMED", "2026-05-16");
    }
}
