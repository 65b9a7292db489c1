package cn.jinlin.request.credit;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.events.Location;
import cn.jinlin.kit.body.Body;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.posting.Sights;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.terms.Wording;

/** Credit codes and scans over HTTP. */
@RestController
@RequestMapping("/api/v1/orders/{orderId}")
class CreditController {
    private static final MediaType SVG = MediaType.valueOf("image/svg+xml");
    private static final List<MediaType> SHOWN = List.of(MediaType.APPLICATION_JSON, SVG, MediaType.IMAGE_PNG);

    private final CreditDesk desk;
    private final Sights sights;
    private final CodePicture picture;

    CreditController(CreditDesk desk, Sights sights, CodePicture picture) {
        this.desk = desk;
        this.sights = sights;
        this.picture = picture;
    }

    record Place(@NotNull @DecimalMin("-180") @DecimalMax("180") Double longitude,
            @NotNull @DecimalMin("-90") @DecimalMax("90") Double latitude) {
        Location location() {
            return new Location(longitude, latitude);
        }
    }

    /**
     * @param deviceId any text by which the app tells its device from others
     * @param location where the phone is; kept encrypted, shown to nobody
     */
    record Scan(@NotBlank @Size(max = 1_000) String code,
            @Pattern(regexp = Wording.FILLED, message = Wording.EMPTY) @Size(max = 128) @Nullable String deviceId,
            @Valid @Nullable Place location) {
        CreditDesk.Sent by(String memberId) {
            return new CreditDesk.Sent(memberId, code, Optional.ofNullable(deviceId),
                    Optional.ofNullable(location).map(Place::location));
        }
    }

    /** @param reason why the member could not scan */
    record ManualEntry(@NotBlank @Size(max = 64) String memberId,
            @NotNull @Pattern(regexp = Wording.FILLED, message = Wording.EMPTY) @Size(max = 500) String reason) {}

    record Credited(String creditId, String memberId, int minutes) {}

    /** The code to be scanned, by {@code Accept} as JSON or as a picture. */
    @GetMapping("/credit-code")
    @Allowed(Role.COMMUNITY_OFFICER)
    @ApiResponse(responseCode = "200", content = {
        @Content(mediaType = "application/json", schema = @Schema(implementation = CreditDesk.Code.class)),
        @Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary")),
        @Content(mediaType = "image/svg+xml", schema = @Schema(type = "string"))})
    ResponseEntity<Object> code(Caller caller, @PathVariable String orderId,
            @RequestHeader(name = "Accept", defaultValue = "*/*") String accept) throws HttpMediaTypeNotAcceptableException {
        ServiceOrder order = desk.get(orderId).state();
        sights.of(caller, order).requireOfficer();
        MediaType type = shown(accept);
        CreditDesk.Code code = desk.code(order);
        Object body = type.equals(SVG)
                ? picture.svg(code.code())
                : type.equals(MediaType.IMAGE_PNG) ? picture.png(code.code()) : code;
        return ResponseEntity.ok().contentType(type).cacheControl(CacheControl.noStore()).body(body);
    }

    /** The form that the caller likes best; JSON where it does not mind. */
    private static MediaType shown(String accept) throws HttpMediaTypeNotAcceptableException {
        List<MediaType> liked = MediaType.parseMediaTypes(accept);
        MimeTypeUtils.sortBySpecificity(liked);
        return liked.stream().filter(range -> range.getQualityValue() > 0)
                .sorted((a, b) -> Double.compare(b.getQualityValue(), a.getQualityValue()))
                .flatMap(range -> SHOWN.stream().filter(range::includes)).findFirst()
                .orElseThrow(() -> new HttpMediaTypeNotAcceptableException(SHOWN));
    }

    @PostMapping("/credits")
    @Allowed(Role.MEMBER)
    ResponseEntity<Credited> scan(Caller caller, RequestKey key, @PathVariable String orderId, @RequestBody Body<Scan> body) {
        String memberId = caller.memberId().orElseThrow(() -> KitRefusal.FORBIDDEN.because());
        sights.of(caller, desk.get(orderId).state());
        return made(orderId, desk.scan(orderId, key, body.read().by(memberId)));
    }

    /** For a participant without a phone, by an officer who took no part; few for each order. */
    @PostMapping("/manual-credits")
    @Allowed(Role.COMMUNITY_OFFICER)
    ResponseEntity<Credited> enter(Caller caller, RequestKey key, @PathVariable String orderId,
            @RequestBody Body<ManualEntry> body) {
        sights.of(caller, desk.get(orderId).state()).requireOfficer();
        ManualEntry entry = body.read();
        return made(orderId, desk.enter(orderId, key,
                new CreditDesk.Entry(entry.memberId(), caller.subject(), caller.memberId(), entry.reason().strip())));
    }

    private static ResponseEntity<Credited> made(String orderId, Claim claim) {
        return ResponseEntity.created(URI.create("/api/v1/orders/" + orderId))
                .body(new Credited(claim.creditId().orElseThrow(), claim.memberId(), claim.minutes()));
    }
}
