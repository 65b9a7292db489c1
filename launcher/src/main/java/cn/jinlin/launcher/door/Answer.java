package cn.jinlin.launcher.door;

import tools.jackson.databind.JsonNode;

/**
 * What came back from the gateway.
 *
 * @param body a missing node when it was empty or no JSON
 * @param text the body as it came
 */
public record Answer(int status, JsonNode body, String text) {
    private static final int SHOWN = 400;

    public boolean is(int expected) {
        return status == expected;
    }

    /** The stable code of a refusal; empty when this is none. */
    public String code() {
        return body.path("code").asString("");
    }

    public String text(String field) {
        return body.path(field).asString("");
    }

    @Override
    public String toString() {
        return status + " " + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
    }
}
