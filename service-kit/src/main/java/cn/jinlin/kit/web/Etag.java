package cn.jinlin.kit.web;

/** A version as a strong entity tag. */
public final class Etag {
    private Etag() {}

    /** For version 7: {@code "7"}, with the quotes. */
    public static String of(long version) {
        return '"' + Long.toString(version) + '"';
    }
}
