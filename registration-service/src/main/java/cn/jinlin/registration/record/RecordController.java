package cn.jinlin.registration.record;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.registration.calendar.DistrictCalendar;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberDesk;
import cn.jinlin.registration.member.MemberScope;
import cn.jinlin.registration.record.Entry.Facts;
import cn.jinlin.registration.record.Entry.Reason.Plain;

/** Service records over HTTP. */
@RestController
@RequestMapping("/api/v1/members/{memberId}/service-record")
class RecordController {
    private final MemberDesk members;
    private final RecordDesk desk;
    private final RecordScope scope;
    private final DistrictCalendar calendar;

    RecordController(MemberDesk members, RecordDesk desk, RecordScope scope, DistrictCalendar calendar) {
        this.scope = scope;
        this.calendar = calendar;
        this.members = members;
        this.desk = desk;
    }

    /**
     * @param minutes at most a day
     * @param communityId where it was served; may be left out where only one community comes into question
     */
    record NewBackfill(@NotNull @Min(1) @Max(1440) Integer minutes, @NotNull Instant servedAt,
            @NotBlank @Size(max = 500) String reason, @Nullable @Pattern(regexp = "\\d{12}") String communityId) {}

    record NewVoid(@NotBlank @Size(max = 500) String reason) {}

    /**
     * @param chainValid recomputed for this answer over all years, whatever the period
     * @param brokenAt the first place where it is not what was written; absent while the chain is valid
     */
    record RecordAnswer(String memberId, int totalMinutes, int verifiedMinutes, int backfilledMinutes, boolean chainValid,
            Optional<ServiceRecord.Break> brokenAt, List<EntryAnswer> entries) {}

    /** @param number the entry's place in its year, from 1 */
    record EntryAnswer(String entryId, long number, EntryKind kind, int minutes, Instant servedAt, Instant enteredAt,
            String communityId, Optional<String> orderId, Optional<String> unitId, Optional<String> voids,
            Optional<String> reason, Optional<String> enteredBy, String hash) {
        static EntryAnswer of(Entry entry) {
            Facts facts = entry.facts();
            Optional<Plain> plain = entry.reason().flatMap(Entry.Reason::plain);
            return new EntryAnswer(facts.entryId(), entry.number(), facts.kind(), facts.minutes(), facts.servedAt(),
                    facts.enteredAt(), facts.communityId(), facts.orderId(), facts.unitId(), facts.voids(),
                    plain.map(Plain::text), plain.map(Plain::by), entry.hash());
        }
    }

    /** The record of a year of the district's calendar, or from an instant (inclusive) to another (exclusive), or all. */
    @GetMapping
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER, Role.MEMBER, Role.SUPERVISOR})
    RecordAnswer read(Caller caller, @PathVariable String memberId, @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to) {
        MemberScope.require(scope.mayRead(caller, members.everKnown(memberId)));
        ServiceRecord record = desk.read(memberId, calendar.period(year, from, to));
        return new RecordAnswer(memberId, record.totalMinutes(), record.minutes(EntryKind.VERIFIED),
                record.minutes(EntryKind.BACKFILLED), record.chainValid(), record.broken(),
                record.entries().stream().map(EntryAnswer::of).toList());
    }

    /** An officer enters work of the past; it is shown apart for ever. */
    @PostMapping("/backfills")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<EntryAnswer> backfill(Caller caller, @PathVariable String memberId, @RequestBody Body<NewBackfill> body,
            RequestKey key) {
        Member member = members.known(memberId);
        MemberScope.require(scope.mayEnter(caller, member));
        NewBackfill given = body.read();
        String communityId = Optional.ofNullable(given.communityId()).orElseGet(() -> onlyCommunity(caller, member));
        MemberScope.require(caller.isOfficerOf(communityId));
        Entry entry = desk.backfill(member,
                new RecordDesk.Backfill(communityId, given.minutes(), given.servedAt(), given.reason()), caller.subject(), key);
        return made(memberId, entry);
    }

    /** Takes an entry back by a further one. */
    @PostMapping("/entries/{entryId}/void")
    @Allowed({Role.COMMUNITY_OFFICER, Role.DISTRICT_ADMIN})
    ResponseEntity<EntryAnswer> takeBack(Caller caller, @PathVariable String memberId, @PathVariable String entryId,
            @RequestBody Body<NewVoid> body, RequestKey key) {
        members.everKnown(memberId);
        RecordDesk.Found found = desk.find(memberId, entryId);
        MemberScope.require(scope.mayTakeBack(caller, found.entry()));
        return made(memberId, desk.takeBack(found, body.read().reason(), caller.subject(), key));
    }

    private static ResponseEntity<EntryAnswer> made(String memberId, Entry entry) {
        return ResponseEntity.created(URI.create("/api/v1/members/" + memberId + "/service-record"))
                .body(EntryAnswer.of(entry));
    }

    private static String onlyCommunity(Caller caller, Member member) {
        List<String> common = caller.communityIds().stream().filter(member.registrations()::liveIn).toList();
        if (common.size() != 1) {
            throw Invalid.field("communityId", "REQUIRED");
        }
        return common.getFirst();
    }
}
