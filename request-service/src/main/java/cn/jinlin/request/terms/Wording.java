package cn.jinlin.request.terms;

/**
 * What counts as text that says something: at least one character that is no white space in any script, so that the
 * full-width space of Chinese keyboards is none. To be used with {@code @Pattern}, beside {@code @NotNull} where the text
 * may not be missing.
 */
public final class Wording {
    public static final String FILLED = "(?sU).*\\S.*";

    /** The code of the field error for text that says nothing. */
    public static final String EMPTY = "REQUIRED";

    private Wording() {}
}
