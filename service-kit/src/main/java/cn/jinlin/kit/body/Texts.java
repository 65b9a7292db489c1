package cn.jinlin.kit.body;

/** What may count as a text: no NUL, and every surrogate in its pair. */
public final class Texts {
    private Texts() {}

    static boolean isSound(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == '\0' || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /** The text with whatever can't be shown replaced by U+FFFD. */
    public static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().map(c -> isShown(c) ? c : 0xFFFD).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static boolean isShown(int codePoint) {
        return !Character.isISOControl(codePoint)
                && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    }
}
