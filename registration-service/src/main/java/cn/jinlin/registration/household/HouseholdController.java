package cn.jinlin.registration.household;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;
import cn.jinlin.registration.household.HouseholdAnswers.DisclosedHousehold;
import cn.jinlin.registration.household.HouseholdAnswers.HouseholdAnswer;

/** Households over HTTP: for the officers of their community and the member that visits them, and nobody else. */
@RestController
@RequestMapping("/api/v1/households")
class HouseholdController {
    private static final String ONE_LINE = "(?=.*\\S)\\P{Cntrl}*";
    private static final String PHONE = "[0-9+][0-9 -]{4,19}";

    private final HouseholdDesk desk;
    private final HouseholdAnswers answers;
    private final HouseholdVisits visits;

    HouseholdController(HouseholdDesk desk, HouseholdAnswers answers, HouseholdVisits visits) {
        this.desk = desk;
        this.answers = answers;
        this.visits = visits;
    }

    /**
     * What a visit needs, and nothing else.
     *
     * @param phone of the household, a mobile or a fixed line
     * @param needs what it wants of the visits
     */
    record NewHousehold(@NotNull @Pattern(regexp = "\\d{12}") String communityId,
            @NotNull @Size(max = 50) @Pattern(regexp = ONE_LINE) String contactName,
            @Nullable @Pattern(regexp = PHONE) String phone,
            @NotNull @Size(max = 200) @Pattern(regexp = ONE_LINE) String address, @Nullable @Size(max = 500) String needs) {
        Contents contents() {
            return new Contents(contactName, Optional.ofNullable(phone), address, Optional.ofNullable(needs));
        }
    }

    /** What is left out stays as it is; an empty phone, or empty needs, is no longer kept. */
    record CorrectedHousehold(@Nullable @Size(max = 50) @Pattern(regexp = ONE_LINE) String contactName,
            @Nullable @Pattern(regexp = "|" + PHONE) String phone,
            @Nullable @Size(max = 200) @Pattern(regexp = ONE_LINE) String address, @Nullable @Size(max = 500) String needs) {
        Contents.Correction correction() {
            return new Contents.Correction(Optional.ofNullable(contactName), Optional.ofNullable(phone),
                    Optional.ofNullable(address), Optional.ofNullable(needs));
        }
    }

    /** @param reason why it has to be seen in the clear; kept in the access log */
    record HouseholdDisclosure(@NotBlank @Size(max = 500) String reason) {}

    /**
     * Somebody read the household in the clear.
     *
     * @param subject who, as its token names it
     */
    record HouseholdAccess(String subject, String what, String reason, Instant at) {}

    @PostMapping
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<HouseholdAnswer> enter(Caller caller, @RequestBody Body<NewHousehold> body, RequestKey key) {
        String communityId = body.parse().communityId();
        require(communityId == null || caller.isOfficerOf(communityId));
        NewHousehold given = body.read();
        Versioned<Household> household = desk.enter(given.communityId(), given.contents(), key);
        return Answers.made(URI.create("/api/v1/households/" + household.state().householdId()), household,
                answers.masked(household.state(), Optional.empty()));
    }

    @GetMapping("/{householdId}")
    @Allowed({Role.COMMUNITY_OFFICER, Role.MEMBER})
    ResponseEntity<HouseholdAnswer> get(Caller caller, @PathVariable String householdId) {
        Versioned<Household> household = desk.get(householdId);
        Optional<String> visitor = visitor(household.state());
        requireReader(caller, household.state(), visitor);
        return Answers.ok(household, answers.masked(household.state(), visitor));
    }

    /** The households of the officer's communities, or of the one asked for. */
    @GetMapping
    @Allowed(Role.COMMUNITY_OFFICER)
    Page<HouseholdAnswer> list(Caller caller, @RequestParam(required = false) @Nullable String communityId,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        require(communityId == null || caller.isOfficerOf(communityId));
        List<String> after = Cursor.decode(cursor, 1);
        List<Household> found = desk.page(communityId == null ? caller.communityIds() : List.of(communityId),
                after.isEmpty() ? "" : after.getFirst(), limit.value() + 1).stream().map(Versioned::state).toList();
        List<Household> shown = found.stream().limit(limit.value()).toList();
        Map<String, String> visitors = visits.visitors(shown.stream().map(Household::householdId).toList());
        return new Page<>(
                shown.stream().map(one -> answers.masked(one, Optional.ofNullable(visitors.get(one.householdId())))).toList(),
                found.size() <= limit.value() ? null : Cursor.encode(shown.getLast().householdId()));
    }

    @PatchMapping("/{householdId}")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<HouseholdAnswer> correct(Caller caller, @PathVariable String householdId,
            @RequestBody Body<CorrectedHousehold> body, IfMatch ifMatch) {
        requireOfficer(caller, householdId);
        CorrectedHousehold given = body.read();
        Versioned<Household> after = desk.correct(householdId, given.correction(), ifMatch.required());
        return Answers.ok(after, answers.masked(after.state(), visitor(after.state())));
    }

    /** Erases the household's data and ends its pairing; that it was there stays, without saying who. */
    @DeleteMapping("/{householdId}")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<Void> remove(Caller caller, @PathVariable String householdId, IfMatch ifMatch) {
        requireOfficer(caller, householdId);
        ifMatch.check(desk.get(householdId).version());
        visits.removed(householdId);
        desk.remove(householdId, ifMatch);
        return ResponseEntity.noContent().build();
    }

    /** Shows the household in the clear to the officer, or to the member that visits it; the access log keeps who and why. */
    @PostMapping("/{householdId}/disclosure")
    @Allowed({Role.COMMUNITY_OFFICER, Role.MEMBER})
    DisclosedHousehold disclose(Caller caller, @PathVariable String householdId, @RequestBody Body<HouseholdDisclosure> body) {
        Household household = desk.get(householdId).state();
        requireReader(caller, household, visitor(household));
        String reason = body.read().reason();
        DisclosedHousehold disclosed = answers.disclosed(household);
        desk.logAccess(householdId, caller, "household", reason);
        return disclosed;
    }

    /** Who read the household in the clear, the oldest first. */
    @GetMapping("/{householdId}/accesses")
    @Allowed(Role.COMMUNITY_OFFICER)
    Page<HouseholdAccess> accesses(Caller caller, @PathVariable String householdId,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        requireOfficer(caller, householdId);
        List<String> after = Cursor.decode(cursor, 1);
        List<HouseholdLog.Line> found = desk.accesses(householdId, after.isEmpty() ? "" : after.getFirst(), limit.value() + 1);
        return new Page<>(
                found.stream().limit(limit.value())
                        .map(line -> new HouseholdAccess(line.subject(), line.what(), line.reason(), line.at())).toList(),
                found.size() <= limit.value() ? null : Cursor.encode(found.get(limit.value() - 1).lineId()));
    }

    private Optional<String> visitor(Household household) {
        return Optional.ofNullable(visits.visitors(List.of(household.householdId())).get(household.householdId()));
    }

    private void requireOfficer(Caller caller, String householdId) {
        require(caller.isOfficerOf(desk.get(householdId).state().communityId()));
    }

    private static void requireReader(Caller caller, Household household, Optional<String> visitor) {
        require(caller.isOfficerOf(household.communityId()) || visitor.filter(caller::isMember).isPresent());
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw KitRefusal.FORBIDDEN.because();
        }
    }
}
