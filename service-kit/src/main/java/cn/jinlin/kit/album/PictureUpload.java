package cn.jinlin.kit.album;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;

import org.springframework.http.MediaType;
import org.springframework.web.multipart.MultipartException;

import cn.jinlin.kit.body.BodyTooLarge;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.picture.PictureIntake;

/**
 * Reads a picture out of a request: the body itself, or the part {@code file} of a form; at most
 * {@link PictureIntake#LARGEST} bytes, else {@link BodyTooLarge}. To be called once it is settled that the caller may send one.
 */
public final class PictureUpload {
    private static final int AROUND_A_PART = 64 * 1024;

    private PictureUpload() {}

    /** @param declared the media type that came with it */
    public record File(byte[] bytes, Optional<String> declared) {}

    /** As a form sends it; for the API's description. */
    public record Form(@io.swagger.v3.oas.annotations.media.Schema(type = "string", format = "binary") String file) {}

    public static File read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > PictureIntake.LARGEST + AROUND_A_PART) {
            throw new BodyTooLarge(PictureIntake.LARGEST);
        }
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        if (!type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)) {
            return new File(bytes(request.getInputStream()), Optional.ofNullable(request.getContentType()));
        }
        Part part = part(request);
        try (InputStream in = part.getInputStream()) {
            return new File(bytes(in), Optional.ofNullable(part.getContentType()));
        }
    }

    private static Part part(HttpServletRequest request) throws IOException {
        try {
            return Optional.ofNullable(request.getPart("file")).orElseThrow(() -> Invalid.field("file", "REQUIRED"));
        } catch (ServletException e) {
            throw new MultipartException("not readable", e);
        }
    }

    private static byte[] bytes(InputStream in) throws IOException {
        byte[] file = in.readNBytes(PictureIntake.LARGEST + 1);
        if (file.length > PictureIntake.LARGEST) {
            throw new BodyTooLarge(PictureIntake.LARGEST);
        }
        return file;
    }
}
