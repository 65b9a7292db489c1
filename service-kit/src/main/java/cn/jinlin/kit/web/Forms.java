package cn.jinlin.kit.web;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/** In which form a caller gets what there is in several: as JSON, as a page, as PDF. */
public final class Forms {
    public static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    /** A page needs nothing from elsewhere and runs nothing. */
    private static final String NOTHING_BUT_ITSELF = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private Forms() {}

    /**
     * The form that the caller likes best; the first where it does not mind.
     *
     * @param accept the header
     * @throws HttpMediaTypeNotAcceptableException where it likes none of them
     */
    public static MediaType liked(String accept, List<MediaType> forms) throws HttpMediaTypeNotAcceptableException {
        List<MediaType> liked = parsed(accept, forms);
        MimeTypeUtils.sortBySpecificity(liked);
        return liked.stream().filter(range -> range.getQualityValue() > 0)
                .sorted((a, b) -> Double.compare(b.getQualityValue(), a.getQualityValue()))
                .flatMap(range -> forms.stream().filter(range::includes)).findFirst()
                .orElseThrow(() -> new HttpMediaTypeNotAcceptableException(forms));
    }

    /** A page of {@link #HTML} that is all in itself. */
    public static ResponseEntity<Object> page(ResponseEntity.BodyBuilder answer, String page) {
        return answer.contentType(HTML).header("Content-Security-Policy", NOTHING_BUT_ITSELF)
                .header("X-Content-Type-Options", "nosniff").body(page.getBytes(StandardCharsets.UTF_8));
    }

    private static List<MediaType> parsed(String accept, List<MediaType> forms) throws HttpMediaTypeNotAcceptableException {
        try {
            return MediaType.parseMediaTypes(accept);
        } catch (InvalidMediaTypeException e) {
            throw new HttpMediaTypeNotAcceptableException(forms);
        }
    }
}
