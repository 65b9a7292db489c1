package cn.jinlin.request.photo;

import java.io.IOException;
import java.net.URI;

import jakarta.servlet.http.HttpServletRequest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.album.Photo;
import cn.jinlin.kit.album.PhotoAnswers;
import cn.jinlin.kit.album.PhotoAnswers.PhotoAnswer;
import cn.jinlin.kit.album.PictureUpload;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.web.Page;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.posting.Sights;
import cn.jinlin.request.posting.Sights.Sight;

/** Photos of orders over HTTP. */
@RestController
@RequestMapping("/api/v1/orders/{orderId}/photos")
class PhotoController {
    private final PhotoDesk desk;
    private final Sights sights;

    PhotoController(PhotoDesk desk, Sights sights) {
        this.desk = desk;
        this.sights = sights;
    }

    /** JPEG, PNG or lossy WebP of at most 5 MiB, as the body or as the part {@code file} of a form; kept as JPEG of its pixels alone. */
    @PostMapping(consumes = MediaType.ALL_VALUE)
    @Allowed({Role.MEMBER, Role.COMMUNITY_OFFICER})
    @Operation(requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = {
        @Content(mediaType = MediaType.IMAGE_JPEG_VALUE, schema = @Schema(type = "string", format = "binary")),
        @Content(mediaType = MediaType.IMAGE_PNG_VALUE, schema = @Schema(type = "string", format = "binary")),
        @Content(mediaType = "image/webp", schema = @Schema(type = "string", format = "binary")),
        @Content(mediaType = MediaType.MULTIPART_FORM_DATA_VALUE, schema = @Schema(implementation = PictureUpload.Form.class))}))
    ResponseEntity<PhotoAnswer> add(@Parameter(hidden = true) Caller caller, RequestKey key, @PathVariable String orderId,
            HttpServletRequest request) throws IOException {
        rights(caller, orderId).requireAdding();
        Photo photo = desk.add(orderId, key.firstId(), caller.subject(), PictureUpload.read(request));
        return ResponseEntity.created(URI.create(path(orderId) + '/' + photo.photoId()))
                .body(PhotoAnswer.of(photo, path(orderId)));
    }

    @GetMapping
    @Allowed({Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.MEMBER, Role.SUPERVISOR})
    Page<PhotoAnswer> list(Caller caller, @PathVariable String orderId) {
        rights(caller, orderId).requireSeeing();
        return new Page<>(desk.of(orderId).stream().map(photo -> PhotoAnswer.of(photo, path(orderId))).toList(), null);
    }

    @GetMapping(path = "/{photoId}", produces = MediaType.IMAGE_JPEG_VALUE)
    @Allowed({Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.MEMBER, Role.SUPERVISOR})
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.IMAGE_JPEG_VALUE, schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<byte[]> whole(Caller caller, @PathVariable String orderId, @PathVariable String photoId) {
        rights(caller, orderId).requireSeeing();
        return PhotoAnswers.file(photoId, desk.whole(orderId, photoId));
    }

    @GetMapping(path = "/{photoId}/thumbnail", produces = MediaType.IMAGE_JPEG_VALUE)
    @Allowed({Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.MEMBER, Role.SUPERVISOR})
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.IMAGE_JPEG_VALUE, schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<byte[]> thumbnail(Caller caller, @PathVariable String orderId, @PathVariable String photoId) {
        rights(caller, orderId).requireSeeing();
        return PhotoAnswers.file(photoId + "-thumbnail", desk.thumbnail(orderId, photoId));
    }

    /** By the officer, or by who sent it; not once a completion or an acceptance refers to it. */
    @DeleteMapping("/{photoId}")
    @Allowed({Role.MEMBER, Role.COMMUNITY_OFFICER})
    ResponseEntity<Void> remove(Caller caller, @PathVariable String orderId, @PathVariable String photoId) {
        PhotoRights rights = rights(caller, orderId);
        rights.requireSeeing();
        rights.requireRemoving(desk.get(orderId, photoId).by().equals(caller.subject()));
        desk.remove(orderId, photoId);
        return ResponseEntity.noContent().build();
    }

    private PhotoRights rights(Caller caller, String orderId) {
        ServiceOrder order = desk.order(orderId);
        Sight sight = sights.of(caller, order);
        return PhotoRights.of(caller, order, sight.isOfficer(), sight.seesAll());
    }

    private static String path(String orderId) {
        return "/api/v1/orders/" + orderId + "/photos";
    }
}
