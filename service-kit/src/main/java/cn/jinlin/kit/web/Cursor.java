package cn.jinlin.kit.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;

import cn.jinlin.kit.domain.KitRefusal;

/** Where a page ends: the sort keys of its last item, opaque to callers and safe in a URL. */
public final class Cursor {
    private static final int MAX_LENGTH = 2_000;

    private Cursor() {}

    public static String encode(String... keys) {
        StringBuilder joined = new StringBuilder();
        for (String key : keys) {
            joined.append(key.length()).append(':').append(key);
        }
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(joined.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The keys again; empty for the first page.
     *
     * @param size how many keys the list sorts by; another number is refused like any other garbage
     */
    public static List<String> decode(@Nullable String cursor, int size) {
        if (cursor == null) {
            return List.of();
        }
        List<String> keys = keys(cursor);
        if (keys.size() != size || !encode(keys.toArray(String[]::new)).equals(cursor)) {
            throw KitRefusal.INVALID_CURSOR.because();
        }
        return keys;
    }

    private static List<String> keys(String cursor) {
        try {
            if (cursor.length() <= MAX_LENGTH) {
                byte[] bytes = Base64.getUrlDecoder().decode(cursor);
                return split(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException | CharacterCodingException _) {
            // refused below
        }
        throw KitRefusal.INVALID_CURSOR.because();
    }

    private static List<String> split(String joined) {
        List<String> keys = new ArrayList<>();
        int at = 0;
        while (at < joined.length()) {
            int colon = joined.indexOf(':', at);
            int end = colon + 1 + Integer.parseInt(joined.substring(at, colon));
            keys.add(joined.substring(colon + 1, end));
            at = end;
        }
        return keys;
    }
}
