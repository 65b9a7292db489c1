package cn.jinlin.kit.store;

/**
 * A command's own result, and the aggregate as the commit left it (other callers' commands of the same commit included),
 * so that body and ETag always belong together.
 */
public record Committed<S, R>(R result, Versioned<S> after) {}
