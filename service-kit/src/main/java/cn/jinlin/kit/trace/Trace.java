package cn.jinlin.kit.trace;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

/** The id that ties an answer to the log: taken from W3C {@code traceparent}, or made. */
public final class Trace {
    public static final String HEADER = "X-Trace-Id";
    private static final String ATTRIBUTE = Trace.class.getName();
    private static final Pattern PARENT = Pattern
            .compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Trace() {}

    /** The same for the whole request. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String id = read(request.getHeader("traceparent"));
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    private static String read(@Nullable String parent) {
        Matcher matcher = PARENT.matcher(parent == null ? "" : parent);
        return matcher.matches() ? matcher.group(1) : fresh();
    }

    private static String fresh() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
