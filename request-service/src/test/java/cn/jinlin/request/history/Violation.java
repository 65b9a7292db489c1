package cn.jinlin.request.history;

/** That an invariant does not hold, and where. */
public record Violation(Invariant invariant, String what) {}
