package cn.jinlin.registration.enrolment;

import cn.jinlin.kit.domain.FieldError;

/** What came of one enrolment. */
public sealed interface Enrolled {
    /**
     * Somebody new, also when the same line is dealt with again. Where two rolls meet on the same person it is new to the one
     * whose id it got, whichever of them wrote it.
     */
    record Made(String memberId) implements Enrolled {}

    record Changed(String memberId) implements Enrolled {}

    record Unchanged(String memberId) implements Enrolled {}

    record Refused(FieldError why) implements Enrolled {}
}
