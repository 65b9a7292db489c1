package cn.jinlin.supervision.photo;

import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import cn.jinlin.kit.album.Albums;
import cn.jinlin.kit.album.PhotoAnswers;
import cn.jinlin.kit.album.PhotoAnswers.PhotoAnswer;
import cn.jinlin.kit.album.PictureUpload;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.security.Allowed;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.kit.web.Page;
import cn.jinlin.supervision.inspection.Inspection;
import cn.jinlin.supervision.inspection.InspectionDesk;
import cn.jinlin.supervision.place.Scope;

/** Photos of inspections over HTTP: sent and taken out by who inspected, seen by whoever may read the inspection. */
@RestController
@RequestMapping("/api/v1/inspections/{inspectionId}/photos")
class PhotoController {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final InspectionDesk inspections;
    private final Albums albums;
    private final Scope scope;

    PhotoController(InspectionDesk inspections, Albums inspectionAlbums, Scope scope) {
        this.inspections = inspections;
        this.albums = inspectionAlbums;
        this.scope = scope;
    }

    /**
     * JPEG, PNG or lossy WebP of at most 5 MiB, as the body or as the part {@code file} of a form, under an id that the
     * caller made; the same id again changes nothing.
     */
    @PutMapping(path = "/{photoId}", consumes = MediaType.ALL_VALUE)
    @Allowed(Role.SUPERVISOR)
    @Operation(requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = {
        @Content(mediaType = MediaType.IMAGE_JPEG_VALUE, schema = @Schema(type = "string", format = "binary")),
        @Content(mediaType = MediaType.IMAGE_PNG_VALUE, schema = @Schema(type = "string", format = "binary")),
        @Content(mediaType = "image/webp", schema = @Schema(type = "string", format = "binary")),
        @Content(mediaType = MediaType.MULTIPART_FORM_DATA_VALUE, schema = @Schema(implementation = PictureUpload.Form.class))}))
    ResponseEntity<PhotoAnswer> put(@Parameter(hidden = true) Caller caller, @PathVariable String inspectionId,
            @PathVariable String photoId,
            HttpServletRequest request) throws IOException {
        requireOwn(caller, inspectionId);
        if (!UUID.matcher(photoId).matches()) {
            throw Invalid.field("photoId", "MALFORMED", "0197a006-0000-7000-8000-000000000006");
        }
        PhotoAnswer photo = PhotoAnswer.of(
                albums.add(inspectionId, photoId, caller.subject(), PictureUpload.read(request)), path(inspectionId));
        return ResponseEntity.created(URI.create(path(inspectionId) + '/' + photoId)).body(photo);
    }

    @GetMapping
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON})
    Page<PhotoAnswer> list(Caller caller, @PathVariable String inspectionId) {
        requireSight(caller, inspectionId);
        return new Page<>(albums.of(inspectionId).stream().map(photo -> PhotoAnswer.of(photo, path(inspectionId))).toList(),
                null);
    }

    @GetMapping(path = "/{photoId}", produces = MediaType.IMAGE_JPEG_VALUE)
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON})
    ResponseEntity<byte[]> whole(Caller caller, @PathVariable String inspectionId, @PathVariable String photoId) {
        requireSight(caller, inspectionId);
        return PhotoAnswers.file(photoId, albums.whole(inspectionId, photoId));
    }

    @GetMapping(path = "/{photoId}/thumbnail", produces = MediaType.IMAGE_JPEG_VALUE)
    @Allowed({Role.SUPERVISOR, Role.DISTRICT_ADMIN, Role.COMMUNITY_OFFICER, Role.UNIT_LIAISON})
    ResponseEntity<byte[]> thumbnail(Caller caller, @PathVariable String inspectionId, @PathVariable String photoId) {
        requireSight(caller, inspectionId);
        return PhotoAnswers.file(photoId + "-thumbnail", albums.thumbnail(inspectionId, photoId));
    }

    @DeleteMapping("/{photoId}")
    @Allowed(Role.SUPERVISOR)
    ResponseEntity<Void> remove(Caller caller, @PathVariable String inspectionId, @PathVariable String photoId) {
        requireOwn(caller, inspectionId);
        albums.remove(inspectionId, photoId);
        return ResponseEntity.noContent().build();
    }

    private void requireOwn(Caller caller, String inspectionId) {
        scope.office(caller);
        Inspection inspection = inspections.get(inspectionId).state();
        Scope.require(inspection.inspector().equals(caller.subject()));
    }

    private void requireSight(Caller caller, String inspectionId) {
        scope.requireSight(caller, inspections.get(inspectionId).state().target());
    }

    private static String path(String inspectionId) {
        return "/api/v1/inspections/" + inspectionId + "/photos";
    }
}
