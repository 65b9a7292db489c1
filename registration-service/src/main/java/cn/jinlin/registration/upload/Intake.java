package cn.jinlin.registration.upload;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

import cn.jinlin.kit.body.BodyTooLarge;
import cn.jinlin.kit.body.WebSettings;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;

/**
 * Reads an uploaded table, into memory and never to a disk, because it is full of names. Few at a time, so that memory stays
 * bounded however many come.
 */
@Component
public class Intake {
    public static final String CSV = "text/csv";
    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final List<MediaType> TAKEN = List.of(MediaType.valueOf(CSV), MediaType.valueOf(XLSX),
            MediaType.MULTIPART_FORM_DATA);
    private static final int AT_ONCE = 2;

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final int largest;

    Intake(WebSettings settings) {
        largest = Math.toIntExact(settings.maxUpload().toBytes());
    }

    /** What is done with a table while its place is held. */
    public interface Use<T> {
        T with(byte[] file, boolean confirmed);
    }

    /** Refuses with {@link KitRefusal#BUSY} when as many are being read already, and with 415 what is said to be no table. */
    public <T> T take(HttpServletRequest request, Use<T> use) throws IOException {
        if (!places.tryAcquire()) {
            throw KitRefusal.BUSY.because().retryAfter(java.time.Duration.ofSeconds(2));
        }
        try {
            byte[] file = file(request);
            return use.with(file, confirmed(request.getParameter("confirmed")));
        } finally {
            places.release();
        }
    }

    private byte[] file(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > largest + 1024L * 1024) {
            throw new BodyTooLarge(largest);
        }
        if (!isForm(request)) {
            return bytes(request.getInputStream());
        }
        try (InputStream in = part(request).getInputStream()) {
            return bytes(in);
        }
    }

    /** Asked here and not by the mapping, so that who may not send a table hears that first. */
    private static boolean isForm(HttpServletRequest request) {
        String sent = Objects.requireNonNullElse(request.getContentType(), "");
        try {
            MediaType type = MediaType.parseMediaType(sent);
            if (TAKEN.stream().anyMatch(each -> each.includes(type))) {
                return MediaType.MULTIPART_FORM_DATA.includes(type);
            }
        } catch (InvalidMediaTypeException _) {
            // As any other that is none of these.
        }
        throw new UnsupportedMediaTypeStatusException(sent, TAKEN);
    }

    private static Part part(HttpServletRequest request) throws IOException {
        try {
            Part part = request.getPart("file");
            if (part == null) {
                throw Invalid.field("file", "REQUIRED");
            }
            return part;
        } catch (ServletException e) {
            throw new MultipartException("not readable", e);
        }
    }

    private byte[] bytes(InputStream in) throws IOException {
        byte[] file = in.readNBytes(largest + 1);
        if (file.length > largest) {
            throw new BodyTooLarge(largest);
        }
        return file;
    }

    private static boolean confirmed(@org.jspecify.annotations.Nullable String given) {
        return switch (given) {
            case null -> false;
            case "", "false" -> false;
            case "true" -> true;
            default -> throw Invalid.field("confirmed", "NOT_ONE_OF", "true, false");
        };
    }
}
