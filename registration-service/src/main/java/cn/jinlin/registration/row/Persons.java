package cn.jinlin.registration.row;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.registration.enrolment.Enrolment;

/** Whom a table has named so far, and where first. */
public final class Persons {
    private final Map<String, Integer> lines = new HashMap<>();

    /** The earlier line that named the same person; else this one is remembered. */
    public OptionalInt metBefore(int line, Enrolment one) {
        Integer first = lines.putIfAbsent(one.kind() == MemberKind.RESIDENT ? one.phone() + one.name() : one.phone(), line);
        return first == null ? OptionalInt.empty() : OptionalInt.of(first);
    }
}
