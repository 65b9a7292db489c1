package cn.jinlin.kit.fault;

/** Hears of every point of the code path at which a crash would be at its worst. Only tests implement it. */
@FunctionalInterface
public interface FaultHook {
    /** The hook of everything that is shipped. */
    FaultHook NONE = point -> {};

    /** Events were handed to the producer, and the broker has acknowledged none of them yet. */
    String SENT = "sent";

    /** The broker has acknowledged events, and the outbox still holds them. */
    String ACKNOWLEDGED = "acknowledged";

    /** The point at which an aggregate is committed and neither its callers nor the relay have heard of it. */
    static String written(String aggregate) {
        return aggregate + "-written";
    }

    /** The process is at this point now. */
    void reach(String point);
}
