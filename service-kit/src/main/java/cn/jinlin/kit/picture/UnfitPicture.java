package cn.jinlin.kit.picture;

import cn.jinlin.kit.domain.Invalid;

/** The refusals of a file, all of the field {@code file}. */
final class UnfitPicture {
    private static final String FILE = "file";

    private UnfitPicture() {}

    static Invalid empty() {
        return Invalid.field(FILE, "REQUIRED");
    }

    static Invalid noPicture() {
        return Invalid.field(FILE, "NOT_A_PICTURE", PictureType.TAKEN);
    }

    static Invalid otherThanDeclared(String declared, PictureType type) {
        return Invalid.field(FILE, "TYPE_MISMATCH", declared, type.mediaType());
    }

    static Invalid truncated() {
        return Invalid.field(FILE, "TRUNCATED");
    }

    static Invalid broken() {
        return Invalid.field(FILE, "BROKEN_PICTURE");
    }

    static Invalid lossless() {
        return Invalid.field(FILE, "LOSSLESS_WEBP");
    }

    static Invalid tooManyPixels(int most) {
        return Invalid.field(FILE, "TOO_MANY_PIXELS", most);
    }
}
