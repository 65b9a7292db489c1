package cn.jinlin.gateway.problem;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context of a request (Trace Context, section 3.2): the caller's own where it is well formed, else a new
 * one.
 *
 * @param value the header as it is passed on
 * @param traceId 32 hexadecimal digits
 */
record TraceParent(String value, String traceId) {

    static final String HEADER = "traceparent";

    private static final Pattern SHAPE = Pattern
            .compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");
    private static final int LONGEST = 256;

    static TraceParent of(@Nullable String header) {
        if (header == null || header.length() > LONGEST) {
            return made();
        }
        Matcher shape = SHAPE.matcher(header);
        boolean extended = header.length() > 55;
        return shape.matches() && !(extended && header.startsWith("00"))
                ? new TraceParent(header, shape.group(1))
                : made();
    }

    private static TraceParent made() {
        HexFormat hex = HexFormat.of();
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String traceId = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1);
        return new TraceParent("00-" + traceId + "-" + hex.toHexDigits(random.nextLong() | 1) + "-01", traceId);
    }
}
