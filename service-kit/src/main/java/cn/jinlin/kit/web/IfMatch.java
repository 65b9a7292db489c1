package cn.jinlin.kit.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;

/** The request's {@code If-Match}: what the caller believes to be the current version. Strong tags, a list, or {@code *}. */
public final class IfMatch {
    private static final Pattern TAG = Pattern.compile("\\s*\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"\\s*(,|$)");
    private static final IfMatch ABSENT = new IfMatch(List.of(), false);

    private final List<String> tags;
    private final boolean present;

    private IfMatch(List<String> tags, boolean present) {
        this.tags = tags;
        this.present = present;
    }

    /**
     * @param header null when the request has none
     * @throws Invalid when it is neither {@code *} nor a list of strong tags
     */
    public static IfMatch of(@Nullable String header) {
        if (header == null) {
            return ABSENT;
        }
        return header.strip().equals("*") ? new IfMatch(List.of("*"), true) : new IfMatch(tags(header), true);
    }

    private static List<String> tags(String header) {
        List<String> tags = new ArrayList<>();
        Matcher matcher = TAG.matcher(header);
        int end = 0;
        boolean more = true;
        while (more && matcher.find(end) && matcher.start() == end) {
            tags.add(matcher.group(1));
            end = matcher.end();
            more = matcher.group(2).equals(",");
        }
        if (more || end != header.length()) {
            throw Invalid.field("If-Match", "MALFORMED", "\"7\"");
        }
        return tags;
    }

    /** Refuses with 412 when the caller has seen another version; a request without the header passes. */
    public void check(long version) {
        if (present && !tags.contains("*") && !tags.contains(Long.toString(version))) {
            throw KitRefusal.STALE_VERSION.because();
        }
    }

    /** Refuses with 428 when the header is missing. */
    public IfMatch required() {
        if (!present) {
            throw KitRefusal.PRECONDITION_REQUIRED.because();
        }
        return this;
    }

    /** Whether the request has the header. */
    public boolean isPresent() {
        return present;
    }
}
