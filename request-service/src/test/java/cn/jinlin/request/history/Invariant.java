package cn.jinlin.request.history;

import java.util.List;
import java.util.function.Function;

/** What must hold of every history, however processes were stopped and engines taken away. */
public enum Invariant {
    /** Never more claims with a place than the order had places. */
    OVER_CAPACITY(PlaceRules::overCapacity),
    /** No member holds two claims at overlapping hours. */
    OVERLAP(HourRules::overlap),
    /** Nobody is on an order twice, arrives twice or leaves it twice. */
    TWICE(PlaceRules::twice),
    /** Who waits moves up in order, and nobody waits while a place that it may have is free. */
    WAITLIST_GAP(WaitRules::gap),
    /** Hours count only after an officer said that the member served. */
    CREDIT_WITHOUT_ACCEPTANCE(CreditRules::withoutAcceptance),
    /** One credit for a member and an order, one member and order for a credit. */
    CREDITED_TWICE(CreditRules::twice),
    /** What was acknowledged is in the events, and what the events tell is in the document. */
    LOST_CHANGE(ChangeRules::lost),
    /** Nothing happened that nobody asked for; what was refused did not happen. */
    UNASKED_CHANGE(ChangeRules::unasked),
    /** Each version of an order has its event. */
    EVENT_MISSING(EventRules::missing),
    /** Events are first seen in the order of versions, and a version is one event. */
    EVENT_ORDER(EventRules::disorder),
    /** A view is what the topics make of it. */
    VIEW_DIFFERS(EventRules::viewsDiffer),
    /** Schedules hold exactly the hours of the live claims, and nothing waits to be settled. */
    HOLD_UNSETTLED(HourRules::unsettled);

    private final Function<Course, List<String>> rule;

    Invariant(Function<Course, List<String>> rule) {
        this.rule = rule;
    }

    List<Violation> violations(Course course) {
        return rule.apply(course).stream().map(what -> new Violation(this, what)).toList();
    }
}
