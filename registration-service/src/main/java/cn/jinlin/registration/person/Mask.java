package cn.jinlin.registration.person;

/** What is shown in place of personal data. */
public final class Mask {
    private static final int HEAD = 3;
    private static final int TAIL = 4;

    private Mask() {}

    /** 138****0001; of anything shorter than a mobile number nothing is shown. */
    public static String phone(String phone) {
        return phone.length() < HEAD + TAIL + TAIL
                ? "*".repeat(phone.length())
                : phone.substring(0, HEAD) + "****" + phone.substring(phone.length() - TAIL);
    }

    /** The first character alone, which for most names is the family name: 陈**. */
    public static String name(String name) {
        return name.isEmpty() ? "" : name.substring(0, name.offsetByCodePoints(0, 1)) + "**";
    }
}
