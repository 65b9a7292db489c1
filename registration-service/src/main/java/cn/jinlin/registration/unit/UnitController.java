package cn.jinlin.registration.unit;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.Location;
import cn.jinlin.events.RegistrationEvent.TieKind;
import cn.jinlin.events.RegistrationEvent.TieStatus;
import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.Invalid;
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
import cn.jinlin.registration.unit.UnitDesk.Voice;

/** Units and their ties over HTTP. */
@RestController
@RequestMapping("/api/v1/units")
class UnitController {
    private static final String ONE_LINE = "(?=.*\\S)\\P{Cntrl}*";

    private final UnitDesk desk;

    UnitController(UnitDesk desk) {
        this.desk = desk;
    }

    /** @param creditCode of the form of GB 32100; one whose check character fails is kept as unverified */
    record NewUnit(@NotBlank @Size(max = 100) @Pattern(regexp = ONE_LINE) String name, @NotNull UnitKind kind,
            @Nullable String creditCode, @Nullable @Valid GivenLocation location) {
        Optional<String> wellFormedCode() {
            return UnitController.wellFormedCode(creditCode);
        }
    }

    /** What is left out stays as it is. */
    record CorrectedUnit(@Nullable @Size(max = 100) @Pattern(regexp = ONE_LINE) String name, @Nullable UnitKind kind,
            @Nullable String creditCode, @Nullable @Valid GivenLocation location) {
        Unit.Correction correction() {
            return new Unit.Correction(Optional.ofNullable(name), Optional.ofNullable(kind),
                    UnitController.wellFormedCode(creditCode), Optional.ofNullable(location).map(GivenLocation::location));
        }
    }

    /** Degrees (WGS 84). */
    record GivenLocation(@NotNull @DecimalMin("-180") @DecimalMax("180") Double longitude,
            @NotNull @DecimalMin("-90") @DecimalMax("90") Double latitude) {
        Location location() {
            return new Location(longitude, latitude);
        }
    }

    /**
     * @param kind PARTNER where it is not given
     * @param until the first instant at which the tie no longer holds; a SUPPORT tie always has one
     */
    record GivenTie(@Nullable TieKind kind, @Nullable Instant until) {
        Unit.Wish wish(String communityId) {
            if (kind == TieKind.SUPPORT && until == null) {
                throw Invalid.field("until", "REQUIRED");
            }
            return new Unit.Wish(communityId, kind == null ? TieKind.PARTNER : kind, Optional.ofNullable(until));
        }
    }

    @PostMapping
    @Allowed(Role.DISTRICT_ADMIN)
    ResponseEntity<Unit> make(@RequestBody Body<NewUnit> body, RequestKey key) {
        NewUnit given = body.read();
        Versioned<Unit> unit = desk.make(given.name(), given.kind(), given.wellFormedCode(),
                Optional.ofNullable(given.location()).map(GivenLocation::location), key);
        return Answers.made(URI.create("/api/v1/units/" + unit.state().unitId()), unit, unit.state());
    }

    /** Changes what is given; the ties stay as they are. */
    @PatchMapping("/{unitId}")
    @Allowed(Role.DISTRICT_ADMIN)
    ResponseEntity<Unit> correct(@PathVariable String unitId, @RequestBody Body<CorrectedUnit> body, IfMatch ifMatch) {
        Versioned<Unit> after = desk.correct(unitId, body.read().correction(), ifMatch.required());
        return Answers.ok(after, after.state());
    }

    @GetMapping("/{unitId}")
    @Allowed({Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON, Role.MEMBER, Role.SUPERVISOR, Role.PLATFORM})
    ResponseEntity<Unit> get(@PathVariable String unitId) {
        Versioned<Unit> unit = desk.get(unitId);
        return Answers.ok(unit, unit.state());
    }

    /**
     * All units; with {@code communityId} those tied to it now, where {@code tie=PROPOSED} gives an officer what waits for its
     * answer.
     */
    @GetMapping
    @Allowed({Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON, Role.MEMBER, Role.SUPERVISOR, Role.PLATFORM})
    Page<Unit> list(@RequestParam(required = false) @Nullable String communityId,
            @RequestParam(required = false) @Nullable TieStatus tie, @RequestParam(required = false) @Nullable String cursor,
            Limit limit) {
        if (tie != null && communityId == null) {
            throw Invalid.field("communityId", "REQUIRED");
        }
        String after = Cursor.decode(cursor, 1).stream().findFirst().orElse("");
        List<Unit> found = (communityId == null
                ? desk.page(after, limit.value() + 1)
                : desk.tied(communityId, tie == null ? TieStatus.CONFIRMED : tie, after, limit.value() + 1)).stream()
                .map(Versioned::state).toList();
        List<Unit> shown = found.stream().limit(limit.value())
                .filter(unit -> communityId == null || desk.holds(unit, communityId)).toList();
        return new Page<>(shown,
                found.size() <= limit.value() ? null : Cursor.encode(found.get(limit.value() - 1).unitId()));
    }

    /** The liaison proposes, the community's officer confirms what is proposed, the district sets at once. */
    @PutMapping("/{unitId}/partner-communities/{communityId}")
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER})
    ResponseEntity<Unit> tie(Caller caller, @PathVariable String unitId, @PathVariable String communityId,
            @RequestBody Body<GivenTie> body) {
        desk.get(unitId);
        desk.requireCommunity(communityId);
        Voice voice = voice(caller, unitId, communityId);
        Unit.Wish wish = body.read().wish(communityId);
        if (wish.kind() == TieKind.SUPPORT && voice != Voice.DISTRICT) {
            throw KitRefusal.FORBIDDEN.because();
        }
        Versioned<Unit> unit = desk.tie(unitId, wish, voice).after();
        return Answers.ok(unit, unit.state());
    }

    @DeleteMapping("/{unitId}/partner-communities/{communityId}")
    @Allowed({Role.DISTRICT_ADMIN, Role.UNIT_LIAISON, Role.COMMUNITY_OFFICER})
    ResponseEntity<Void> end(Caller caller, @PathVariable String unitId, @PathVariable String communityId) {
        desk.get(unitId);
        voice(caller, unitId, communityId);
        desk.end(unitId, communityId);
        return ResponseEntity.noContent().build();
    }

    private static Optional<String> wellFormedCode(@Nullable String creditCode) {
        if (creditCode != null && !CreditCode.wellFormed(creditCode)) {
            throw Invalid.field("creditCode", "MALFORMED", "91350211M0000XUF46");
        }
        return Optional.ofNullable(creditCode);
    }

    private static Voice voice(Caller caller, String unitId, String communityId) {
        if (caller.isDistrictAdmin()) {
            return Voice.DISTRICT;
        }
        if (caller.isLiaisonOf(unitId)) {
            return Voice.UNIT;
        }
        if (caller.isOfficerOf(communityId)) {
            return Voice.COMMUNITY;
        }
        throw KitRefusal.FORBIDDEN.because();
    }
}
