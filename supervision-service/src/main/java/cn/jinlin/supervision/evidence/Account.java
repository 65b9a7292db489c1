package cn.jinlin.supervision.evidence;

/** Whose ledger: that of a unit, by who served, or of a community, by where. */
public record Account(Kind kind, String id) {
    /** Which of the two it is. */
    public enum Kind {
        UNIT, COMMUNITY
    }
}
