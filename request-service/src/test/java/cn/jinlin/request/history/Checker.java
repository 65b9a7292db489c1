package cn.jinlin.request.history;

import java.util.Arrays;
import java.util.List;

/** Tells what does not hold of a history. */
public final class Checker {
    private Checker() {}

    /** Empty when all invariants hold. */
    public static List<Violation> check(History history) {
        Course course = new Course(history);
        return Arrays.stream(Invariant.values()).flatMap(invariant -> invariant.violations(course).stream()).toList();
    }
}
