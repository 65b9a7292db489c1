package cn.jinlin.supervision.rule;

import java.util.List;
import java.util.stream.Stream;

import cn.jinlin.supervision.evidence.Subject;

/** The rules by their names, and what each looks at. */
public enum Rule {
    /** A member claimed and did not come, again and again. */
    ABSENT_REPEATEDLY(Subject.Kind.MEMBER),
    /** Work was accepted that nobody checked in to by a phone of their own. */
    ACCEPTED_WITHOUT_CHECK_INS(Subject.Kind.ORDER),
    /** A member scanned at two places faster than a person gets from one to the other. */
    TOO_FAST_SCANS(Subject.Kind.MEMBER),
    /** A member scanned far from where the work was. */
    SCANNED_FAR_AWAY(Subject.Kind.MEMBER),
    /** One device scanned for many members. */
    ONE_DEVICE_MANY_MEMBERS(Subject.Kind.DEVICE),
    /** A member's record holds more hours of one day than a day of service has. */
    HOURS_BEYOND_A_DAY(Subject.Kind.MEMBER),
    /** Service record and scans of a member disagree. */
    LEDGER_AGAINST_SCANS(Subject.Kind.MEMBER),
    /** A service record was written anew, or lacks entries. */
    LEDGER_REWRITTEN(Subject.Kind.MEMBER),
    /** A registered member has not served for months. */
    NO_SERVICE(Subject.Kind.MEMBER),
    /** Most of what a community posted fell through. */
    MOSTLY_CANCELLED(Subject.Kind.COMMUNITY),
    /** Everybody ran to one order while others beside it stayed empty. */
    SWARMING(Subject.Kind.ORDER);

    private final Subject.Kind looksAt;

    Rule(Subject.Kind looksAt) {
        this.looksAt = looksAt;
    }

    public Subject.Kind looksAt() {
        return looksAt;
    }

    /** The rules that look at this sort of subject. */
    public static List<Rule> about(Subject.Kind kind) {
        return Stream.of(values()).filter(rule -> rule.looksAt == kind).toList();
    }
}
