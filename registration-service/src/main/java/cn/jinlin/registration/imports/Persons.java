package cn.jinlin.registration.imports;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.registration.member.Enrolment;

/** Whom a table has named so far, and where first. */
final class Persons {
    private final Map<String, Integer> lines = new HashMap<>();

    /** The earlier line that named the same person; else this one is remembered. */
    OptionalInt metBefore(int line, Enrolment one) {
        Integer first = lines.putIfAbsent(one.kind() == MemberKind.RESIDENT ? one.phone() + one.name() : one.phone(), line);
        return first == null ? OptionalInt.empty() : OptionalInt.of(first);
    }
}
