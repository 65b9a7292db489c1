package cn.jinlin.launcher.door;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

/** Lists that come in pages. */
public final class Pages {
    private static final int OK = 200;
    private static final int LARGEST = 200;

    private Pages() {}

    /** All items of a list. */
    public static List<JsonNode> all(Door door, String token, String path) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        String separator = path.contains("?") ? "&" : "?";
        String cursor = "";
        do {
            Answer page = door.get(token,
                    path + separator + "limit=" + LARGEST + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            if (!page.is(OK)) {
                throw new IOException(path + ": " + page);
            }
            page.body().path("items").forEach(found::add);
            cursor = page.text("next");
        } while (!cursor.isEmpty());
        return found;
    }
}
