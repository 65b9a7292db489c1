package cn.jinlin.kit.store;

/** A state together with the version of the document that held it; the version is the strong ETag. */
public record Versioned<S>(S state, long version) {}
