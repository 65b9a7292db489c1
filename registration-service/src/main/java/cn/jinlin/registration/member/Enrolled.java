package cn.jinlin.registration.member;

import cn.jinlin.kit.domain.FieldError;

/** What came of one enrolment. */
public sealed interface Enrolled {
    /** Somebody new, also when the same line is dealt with again. */
    record Made(String memberId) implements Enrolled {}

    record Changed(String memberId) implements Enrolled {}

    record Unchanged(String memberId) implements Enrolled {}

    record Refused(FieldError why) implements Enrolled {}
}
