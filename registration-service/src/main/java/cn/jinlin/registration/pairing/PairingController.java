package cn.jinlin.registration.pairing;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.Invalid;
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
import cn.jinlin.registration.household.Household;
import cn.jinlin.registration.pairing.Pairing.EndReason;
import cn.jinlin.registration.pairing.Pairing.Terms;
import cn.jinlin.registration.pairing.PairingAnswers.PairingAnswer;

/** Pairings over HTTP. */
@RestController
@RequestMapping("/api/v1/pairings")
class PairingController {
    private final PairingDesk desk;
    private final PairingAnswers answers;
    private final PairingScope scope;

    PairingController(PairingDesk desk, PairingAnswers answers, PairingScope scope) {
        this.desk = desk;
        this.answers = answers;
        this.scope = scope;
    }

    /**
     * @param rhythmDays days from one visit to the next
     * @param teamId a mutual-aid team of the community, where one looks after it
     */
    record NewPairing(@NotBlank @Size(max = 64) String householdId, @NotBlank @Size(max = 64) String memberId,
            @NotNull @Min(1) @Max(365) Integer rhythmDays, @Nullable @Size(max = 64) String teamId) {}

    /** What is left out stays as it is. */
    record NewTerms(@Nullable @Min(1) @Max(365) Integer rhythmDays, @Nullable @Size(max = 64) String teamId) {
        Terms over(Terms terms) {
            return new Terms(rhythmDays == null ? terms.rhythmDays() : rhythmDays,
                    teamId == null ? terms.teamId() : Optional.of(teamId));
        }
    }

    /** Why an officer ends a pairing. */
    enum Because {
        NO_LONGER_WANTED, MOVED_AWAY, MEMBER_UNAVAILABLE, OTHER;

        EndReason reason() {
            return switch (this) {
                case NO_LONGER_WANTED -> EndReason.NO_LONGER_WANTED;
                case MOVED_AWAY -> EndReason.MOVED_AWAY;
                case MEMBER_UNAVAILABLE -> EndReason.MEMBER_UNAVAILABLE;
                case OTHER -> EndReason.OTHER;
            };
        }
    }

    /** @param note encrypted at rest */
    record GivenEnd(@NotNull Because reason, @Nullable @Size(max = 500) String note) {}

    /** The officer of the household's community pairs it with a member that serves there. */
    @PostMapping
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<PairingAnswer> pair(Caller caller, @RequestBody Body<NewPairing> body, RequestKey key) {
        String householdId = body.parse().householdId();
        if (householdId == null || householdId.isBlank()) {
            body.read();
            throw Invalid.field("householdId", "REQUIRED");
        }
        Household household = desk.household(householdId);
        PairingScope.require(caller.isOfficerOf(household.communityId()));
        NewPairing given = body.read();
        Versioned<Pairing> pairing = desk.pair(household, given.memberId(),
                new Terms(given.rhythmDays(), Optional.ofNullable(given.teamId())), key);
        return Answers.made(URI.create("/api/v1/pairings/" + pairing.state().pairingId()), pairing,
                answers.of(pairing.state()));
    }

    @GetMapping("/{pairingId}")
    @Allowed({Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.MEMBER})
    ResponseEntity<PairingAnswer> get(Caller caller, @PathVariable String pairingId) {
        Versioned<Pairing> pairing = desk.get(pairingId);
        PairingScope.require(scope.maySee(caller, pairing.state()));
        return Answers.ok(pairing, answers.whole(pairing.state(), caller));
    }

    /**
     * Pairings of an officer's communities, of the member itself, or for the district of all. With {@code overdue=true} those
     * whose visit is overdue, the longest first; else in the order in which they were made.
     */
    @GetMapping
    @Allowed({Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.MEMBER})
    Page<PairingAnswer> list(Caller caller, @RequestParam(required = false) @Nullable String communityId,
            @RequestParam(required = false) @Nullable String memberId,
            @RequestParam(required = false) @Nullable String householdId,
            @RequestParam(required = false) @Nullable String teamId,
            @RequestParam(required = false) Pairings.@Nullable Status status,
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        List<Pairings.Slice> slices = scope.slices(caller, new Pairings.Slice(Optional.ofNullable(communityId),
                Optional.ofNullable(memberId), Optional.ofNullable(householdId), Optional.ofNullable(teamId),
                Optional.ofNullable(status)));
        List<String> keys = Cursor.decode(cursor, 1);
        String after = keys.isEmpty() ? "" : keys.getFirst();
        List<Pairing> found = (overdue
                ? desk.overdue(slices, after, limit.value() + 1)
                : desk.page(slices, after, limit.value() + 1)).stream().map(Versioned::state).toList();
        List<Pairing> shown = found.stream().limit(limit.value()).toList();
        return new Page<>(shown.stream().map(answers::of).toList(),
                found.size() <= limit.value()
                        ? null
                        : Cursor.encode(overdue ? Pairings.order(shown.getLast()) : shown.getLast().pairingId()));
    }

    /** Another rhythm or another team; the next visit is due by the new rhythm from the last one on. */
    @PatchMapping("/{pairingId}")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<PairingAnswer> agree(Caller caller, @PathVariable String pairingId, @RequestBody Body<NewTerms> body,
            IfMatch ifMatch) {
        Pairing pairing = desk.get(pairingId).state();
        PairingScope.require(scope.isOfficer(caller, pairing));
        Versioned<Pairing> after = desk.agree(pairing, body.read().over(pairing.terms()), ifMatch.required());
        return Answers.ok(after, answers.of(after.state()));
    }

    /** Ends the pairing; both sides are free for another one, and what was stays on record. */
    @PostMapping("/{pairingId}/ending")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<PairingAnswer> end(Caller caller, @PathVariable String pairingId, @RequestBody Body<GivenEnd> body,
            RequestKey key) {
        PairingScope.require(scope.isOfficer(caller, desk.get(pairingId).state()));
        GivenEnd given = body.read();
        Versioned<Pairing> after = desk.end(pairingId, given.reason().reason(), Optional.ofNullable(given.note()), key);
        return Answers.ok(after, answers.of(after.state()));
    }
}
