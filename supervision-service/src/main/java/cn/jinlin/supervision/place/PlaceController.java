package cn.jinlin.supervision.place;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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

import cn.jinlin.events.SupervisionEvent.TargetKind;
import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Answers;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.kit.web.Limit;
import cn.jinlin.kit.web.Page;

/** Scenic spots and markets: kept by the district and the supervision offices, read by everybody who works with them. */
@RestController
@RequestMapping("/api/v1/places")
class PlaceController {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?");

    private final PlaceDesk desk;
    private final Scope scope;

    PlaceController(PlaceDesk desk, Scope scope) {
        this.desk = desk;
        this.scope = scope;
    }

    record PlaceBody(@NotNull TargetKind kind, @NotBlank @Size(max = 100) String name,
            @NotNull @jakarta.validation.constraints.Pattern(regexp = "\\d{12}") String communityId, @Nullable Boolean closed) {
        Place place(String placeId) {
            if (!SLUG.matcher(placeId).matches()) {
                throw Invalid.field("placeId", "MALFORMED", "a-z, 0-9, -");
            }
            if (kind != TargetKind.SCENIC_SPOT && kind != TargetKind.MARKET) {
                throw Invalid.field("kind", "NOT_ONE_OF", "SCENIC_SPOT, MARKET");
            }
            return new Place(placeId, kind, name, communityId, Boolean.TRUE.equals(closed));
        }
    }

    @PutMapping("/{placeId}")
    @Allowed({Role.DISTRICT_ADMIN, Role.SUPERVISOR})
    ResponseEntity<Place> put(Caller caller, @PathVariable String placeId, RequestKey key, IfMatch ifMatch,
            @RequestBody Body<PlaceBody> body) {
        if (!caller.isDistrictAdmin()) {
            scope.office(caller);
        }
        Committed<Place, Boolean> put = desk.put(body.read().place(placeId), key, ifMatch::check);
        Versioned<Place> place = put.after();
        return put.result()
                ? Answers.made(URI.create("/api/v1/places/" + placeId), place, place.state())
                : Answers.ok(place, place.state());
    }

    @GetMapping("/{placeId}")
    @Allowed({Role.DISTRICT_ADMIN, Role.SUPERVISOR, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON})
    ResponseEntity<Place> get(@PathVariable String placeId) {
        Versioned<Place> place = desk.get(placeId);
        return Answers.ok(place, place.state());
    }

    /** By their id. */
    @GetMapping
    @Allowed({Role.DISTRICT_ADMIN, Role.SUPERVISOR, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON})
    Page<Place> list(@RequestParam(required = false) @Nullable TargetKind kind,
            @RequestParam(required = false) @Nullable String communityId,
            @RequestParam(required = false) @Nullable String cursor, Limit limit) {
        List<Place> found = desk.page(Optional.ofNullable(kind), Optional.ofNullable(communityId),
                Cursor.decode(cursor, 1).stream().findFirst(), limit.value() + 1).stream().map(Versioned::state).toList();
        boolean more = found.size() > limit.value();
        List<Place> shown = more ? found.subList(0, limit.value()) : found;
        return new Page<>(shown, more ? Cursor.encode(shown.getLast().placeId()) : null);
    }
}
