package cn.jinlin.request.recommendation;

import java.util.List;

/**
 * Why an order is recommended.
 *
 * @param args fill {0}, {1} … of the text {@code recommendation.<CODE>}
 */
public record Reason(Code code, List<Object> args) {
    /** The first of an order's reasons says how much it is needed. */
    public enum Code {
        /** Nobody has claimed it. */
        NOBODY_YET,
        /** So many are missing before it can go ahead. */
        SHORT_OF_MINIMUM,
        /** So many of so many places are free. */
        PLACES_LEFT,
        /** The member's unit or team has taken places of it that nobody fills. */
        PLACES_OF_YOURS,
        /** In a community that the member is registered in. */
        YOUR_COMMUNITY,
        /** So many kilometres away. */
        NEAR,
        /** The member has served so often in work of this category. */
        KNOWN_WORK,
        /** The member has served so often in this community. */
        KNOWN_PLACE
    }

    static Reason of(Code code, Object... args) {
        return new Reason(code, List.of(args));
    }
}
