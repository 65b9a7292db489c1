package cn.jinlin.registration.tally;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.registration.calendar.DistrictCalendar;
import cn.jinlin.registration.calendar.Period;
import cn.jinlin.registration.member.MemberScope;
import cn.jinlin.registration.tally.Tally.Figures;

/** Records of units, teams and communities over HTTP; a page has the members by their ids, without a name. */
@RestController
@RequestMapping("/api/v1")
class TallyController {
    private final TallyDesk desk;
    private final TallyScope scope;
    private final DistrictCalendar calendar;

    TallyController(TallyDesk desk, TallyScope scope, DistrictCalendar calendar) {
        this.desk = desk;
        this.scope = scope;
        this.calendar = calendar;
    }

    /**
     * @param from the first instant that counts; absent without a bound
     * @param to the first instant after it
     * @param people members with an entry that counts
     * @param next the cursor of the members that follow; null on the last page
     */
    record TallyAnswer(Optional<Instant> from, Optional<Instant> to, long totalMinutes, long verifiedMinutes,
            long backfilledMinutes, int entries, int people, List<MonthAnswer> months, List<PersonAnswer> items,
            @Nullable String next) {}

    /** @param month a month of the district's calendar with at least one entry */
    record MonthAnswer(YearMonth month, long totalMinutes, long verifiedMinutes, long backfilledMinutes, int entries,
            int people) {
        static MonthAnswer of(YearMonth month, Figures figures) {
            return new MonthAnswer(month, figures.totalMinutes(), figures.verifiedMinutes(), figures.backfilledMinutes(),
                    figures.entries(), figures.people());
        }
    }

    record PersonAnswer(String memberId, long totalMinutes, long verifiedMinutes, long backfilledMinutes, int entries) {
        static PersonAnswer of(Map.Entry<String, Figures> member) {
            Figures figures = member.getValue();
            return new PersonAnswer(member.getKey(), figures.totalMinutes(), figures.verifiedMinutes(),
                    figures.backfilledMinutes(), figures.entries());
        }
    }

    /** What the unit's people served while they were its people. */
    @GetMapping("/units/{unitId}/service-record")
    @Allowed({Role.DISTRICT_ADMIN, Role.SUPERVISOR, Role.UNIT_LIAISON})
    TallyAnswer ofUnit(Caller caller, @PathVariable String unitId, @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        MemberScope.require(scope.mayReadUnit(caller, unitId));
        Period period = calendar.period(year, from, to);
        return answer(desk.ofUnit(unitId, period), period, cursor, limit);
    }

    /** What the team's members served while they were in it, wherever that was. */
    @GetMapping("/teams/{teamId}/service-record")
    @Allowed({Role.DISTRICT_ADMIN, Role.SUPERVISOR, Role.COMMUNITY_OFFICER, Role.MEMBER})
    TallyAnswer ofTeam(Caller caller, @PathVariable String teamId, @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        Roll team = desk.roll(teamId);
        MemberScope.require(scope.mayReadTeam(caller, team));
        Period period = calendar.period(year, from, to);
        return answer(desk.ofTeam(team, period), period, cursor, limit);
    }

    /** What was served in the community; with {@code compoundId} on the orders of that compound alone. */
    @GetMapping("/communities/{communityId}/service-record")
    @Allowed({Role.DISTRICT_ADMIN, Role.SUPERVISOR, Role.COMMUNITY_OFFICER})
    TallyAnswer ofCommunity(Caller caller, @PathVariable String communityId,
            @RequestParam(required = false) @Nullable String compoundId,
            @RequestParam(required = false) @Nullable Integer year, @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to, @RequestParam(required = false) @Nullable String cursor,
            Limit limit) {
        MemberScope.require(scope.mayReadCommunity(caller, communityId));
        Period period = calendar.period(year, from, to);
        return answer(desk.ofCommunity(communityId, Optional.ofNullable(compoundId), period), period, cursor, limit);
    }

    private static TallyAnswer answer(Tally tally, Period period, @Nullable String cursor, Limit limit) {
        List<String> after = Cursor.decode(cursor, 1);
        List<PersonAnswer> people = tally.members().tailMap(after.isEmpty() ? "" : after.getFirst(), false).entrySet().stream()
                .limit(limit.value() + 1L).map(PersonAnswer::of).toList();
        boolean more = people.size() > limit.value();
        List<PersonAnswer> shown = more ? people.subList(0, limit.value()) : people;
        Figures all = tally.all();
        return new TallyAnswer(period.from(), period.until(), all.totalMinutes(), all.verifiedMinutes(),
                all.backfilledMinutes(), all.entries(), all.people(),
                tally.months().entrySet().stream().map(month -> MonthAnswer.of(month.getKey(), month.getValue())).toList(),
                shown, more ? Cursor.encode(shown.getLast().memberId()) : null);
    }
}
