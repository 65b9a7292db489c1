package cn.jinlin.gateway.problem;

import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * What every answer says to browsers, unless it says something stricter itself (OWASP REST Security): nothing is guessed,
 * framed or referred to, answers run no code, pages run the code of this door alone, and secure pages stay secure.
 */
final class SafeHeaders {

    private static final String POLICY = "Content-Security-Policy";
    private static final String ANSWER = "default-src 'none'; frame-ancestors 'none'";
    private static final String PAGE = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'";
    static final Map<String, String> ALWAYS = Map.of("X-Content-Type-Options", "nosniff", "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer", "Cross-Origin-Opener-Policy", "same-origin");
    static final Map<String, String> OF_ANSWERS = Map.of(POLICY, ANSWER);

    private SafeHeaders() {}

    /** @param secure whether the caller came over TLS, which ends before the gateway */
    static void add(HttpHeaders answer, boolean secure) {
        ALWAYS.forEach(answer::set);
        MediaType type = answer.getContentType();
        boolean page = type != null && type.isCompatibleWith(MediaType.TEXT_HTML);
        addIfAbsent(answer, POLICY, page ? PAGE : ANSWER);
        addIfAbsent(answer, HttpHeaders.CACHE_CONTROL, "no-store");
        if (secure) {
            addIfAbsent(answer, "Strict-Transport-Security", "max-age=31536000");
        }
    }

    private static void addIfAbsent(HttpHeaders answer, String name, String value) {
        if (!answer.containsHeader(name)) {
            answer.set(name, value);
        }
    }
}
