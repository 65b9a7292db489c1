package cn.jinlin.kit.test.api;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Values that somebody sends who means no good, as JSON text.
 *
 * <p>The mandatory ones can be no value of any field, so a call with one of them must be refused.
 */
enum Nasty {
    NULL(false), NUMBER(false), NEGATIVE(false), HUGE_NUMBER(false), FRACTION(false), TRUE(false), EMPTY_TEXT(false), BLANK(
            false), LONG_TEXT(false), MARKUP(false), FORMULA(false), PATH(false), RIGHT_TO_LEFT(false), COMBINING(
                    false), ASTRAL(false), OPERATOR_TEXT(false), EMPTY_LIST(false), EMPTY_OBJECT(false), BAD_DATE(
                            false), LOCAL_DATE(false), OPERATOR(true), WHERE(true), NUL(true), LONE_SURROGATE(true), DEEP(true);

    private static final Map<Nasty, String> TEXTS = Map.ofEntries(Map.entry(NULL, "null"), Map.entry(NUMBER, "7"),
            Map.entry(NEGATIVE, "-1"), Map.entry(HUGE_NUMBER, "9".repeat(40)), Map.entry(FRACTION, "1.5"),
            Map.entry(TRUE, "true"), Map.entry(EMPTY_TEXT, "\"\""), Map.entry(BLANK, "\" \\u3000\\u200b \""),
            Map.entry(LONG_TEXT, '"' + "长".repeat(50_000) + '"'),
            Map.entry(MARKUP, "\"<script>alert(1)</script><!--${7*7}#{7*7}{{7*7}}\""),
            Map.entry(FORMULA, "\"=HYPERLINK(\\\"x\\\")\""), Map.entry(PATH, "\"../../etc/passwd%00\""),
            Map.entry(RIGHT_TO_LEFT, "\"\\u202e\\u2066abc\\ufeff\""), Map.entry(COMBINING, "\"e" + "\\u0301".repeat(60) + '"'),
            Map.entry(ASTRAL, "\"\\ud83d\\udc68\\u200d\\ud83d\\udc67\""), Map.entry(OPERATOR_TEXT, "\"$where: 1 == 1\""),
            Map.entry(EMPTY_LIST, "[]"), Map.entry(EMPTY_OBJECT, "{}"), Map.entry(BAD_DATE, "\"2026-02-30T25:61:00Z\""),
            Map.entry(LOCAL_DATE, "\"2026-03-01T09:00:00\""), Map.entry(OPERATOR, "{\"$gt\":\"\"}"),
            Map.entry(WHERE, "{\"$where\":\"sleep(1000)\"}"), Map.entry(NUL, "\"a\\u0000b\""),
            Map.entry(LONE_SURROGATE, "\"\\ud800\""), Map.entry(DEEP, "[".repeat(500) + "]".repeat(500)));

    private final boolean mandatory;

    Nasty(boolean mandatory) {
        this.mandatory = mandatory;
    }

    /** Whether no field takes it. */
    boolean refusedEverywhere() {
        return mandatory;
    }

    String json() {
        return TEXTS.get(this);
    }

    /** As the text of a parameter. */
    String parameter() {
        String json = json();
        return json.startsWith("\"")
                ? tools.jackson.databind.json.JsonMapper.shared().readTree(json).asString().replace("\ud800", "\ufffd")
                : json;
    }

    static Nasty any(RandomGenerator random) {
        return values()[random.nextInt(values().length)];
    }
}
