package cn.jinlin.request.credit;

import java.net.URI;
import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

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

import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.web.Body;
import cn.jinlin.request.order.Claim;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.posting.Sights;

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

    record Scan(@NotBlank @Size(max = 1_000) String code) {}

    record Credited(String creditId, String memberId, int minutes) {}

    @GetMapping("/credit-code")
    @Allowed(Role.COMMUNITY_OFFICER)
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
        Claim claim = desk.scan(orderId, key, memberId, body.read().code());
        return ResponseEntity.created(URI.create("/api/v1/orders/" + orderId))
                .body(new Credited(claim.creditId().orElseThrow(), memberId, claim.minutes()));
    }
}
