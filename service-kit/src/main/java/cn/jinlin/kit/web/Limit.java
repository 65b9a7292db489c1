package cn.jinlin.kit.web;

import org.jspecify.annotations.Nullable;

import cn.jinlin.kit.domain.Invalid;

/** How many items a page may have: the query parameter {@code limit}, 1 to 200, 50 when it is not given. */
public record Limit(int value) {
    public static final int MAX = 200;
    private static final int USUAL = 50;

    public Limit {
        if (value < 1 || value > MAX) {
            throw Invalid.field("limit", "OUT_OF_RANGE", 1, MAX);
        }
    }

    /** @throws Invalid when it is not a number, or out of range */
    public static Limit of(@Nullable String parameter) {
        if (parameter == null) {
            return new Limit(USUAL);
        }
        if (!parameter.matches("-?[0-9]{1,9}")) {
            throw Invalid.field("limit", "WRONG_TYPE", "number");
        }
        return new Limit(Integer.parseInt(parameter));
    }
}
