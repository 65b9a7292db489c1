package cn.jinlin.registration.community;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.Location;
import cn.jinlin.events.RegistrationEvent.Compound;
import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;

/** Communities over HTTP. */
@RestController
@RequestMapping("/api/v1/communities")
class CommunityController {
    private final CommunityDesk desk;

    CommunityController(CommunityDesk desk) {
        this.desk = desk;
    }

    /** A community as the district gives it. */
    record GivenCommunity(@NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*") String name,
            @NotNull @Pattern(regexp = "\\d{9}") String subdistrictCode,
            @NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*") String subdistrictName,
            @Nullable @Valid GivenLocation location,
            @Nullable @Size(max = 500) List<@NotNull @Valid GivenCompound> compounds) {
        Community named(String communityId) {
            if (!communityId.startsWith(subdistrictCode)) {
                throw Invalid.field("subdistrictCode", "NOT_PART_OF_ID");
            }
            List<GivenCompound> given = compounds == null ? List.of() : compounds;
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < given.size(); i++) {
                if (!seen.add(given.get(i).compoundId())) {
                    throw Invalid.field("compounds[" + i + "].compoundId", "GIVEN_TWICE");
                }
            }
            return new Community(communityId, name, subdistrictCode, subdistrictName,
                    Optional.ofNullable(location).map(GivenLocation::location),
                    given.stream().map(one -> new Compound(one.compoundId(), one.name())).toList());
        }
    }

    /** Degrees (WGS 84). */
    record GivenLocation(@NotNull @DecimalMin("-180") @DecimalMax("180") Double longitude,
            @NotNull @DecimalMin("-90") @DecimalMax("90") Double latitude) {
        Location location() {
            return new Location(longitude, latitude);
        }
    }

    /** @param compoundId a slug of the caller's choice: lower-case letters, digits and hyphens */
    record GivenCompound(@NotNull @Size(max = 64) @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*") String compoundId,
            @NotBlank @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*") String name) {}

    @PutMapping("/{communityId}")
    @Allowed(Role.DISTRICT_ADMIN)
    ResponseEntity<Community> put(@PathVariable String communityId, @RequestBody Body<GivenCommunity> body, IfMatch ifMatch) {
        if (!communityId.matches("\\d{12}")) {
            throw Invalid.field("communityId", "MALFORMED", "350211102006");
        }
        Committed<Community, Boolean> put = desk.put(body.read().named(communityId), ifMatch);
        return put.result()
                ? Answers.made(URI.create("/api/v1/communities/" + communityId), put.after(), put.after().state())
                : Answers.ok(put.after(), put.after().state());
    }

    @GetMapping("/{communityId}")
    @Allowed({Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON, Role.MEMBER, Role.SUPERVISOR, Role.PLATFORM})
    ResponseEntity<Community> get(@PathVariable String communityId) {
        Versioned<Community> community = desk.get(communityId);
        return Answers.ok(community, community.state());
    }

    @GetMapping
    @Allowed({Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON, Role.MEMBER, Role.SUPERVISOR, Role.PLATFORM})
    Page<Community> list(@RequestParam(required = false) @Nullable String subdistrictCode,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        List<String> after = Cursor.decode(cursor, 1);
        List<Community> found = desk
                .page(Optional.ofNullable(subdistrictCode), after.isEmpty() ? "" : after.getFirst(), limit.value() + 1)
                .stream().map(Versioned::state).toList();
        return found.size() <= limit.value()
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit.value()), Cursor.encode(found.get(limit.value() - 1).communityId()));
    }
}
