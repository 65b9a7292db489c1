package cn.jinlin.supervision.evidence;

/** What a rule looks at: a member, an order, a community, or a device by its digest. */
public record Subject(Kind kind, String id) {
    /** What sort of thing it is. */
    public enum Kind {
        MEMBER, ORDER, COMMUNITY, DEVICE
    }

    /** As it is written into a key; {@link #parse} reads it again. */
    @Override
    public String toString() {
        return kind + ":" + id;
    }

    public static Subject parse(String text) {
        int colon = text.indexOf(':');
        return new Subject(Kind.valueOf(text.substring(0, colon)), text.substring(colon + 1));
    }
}
