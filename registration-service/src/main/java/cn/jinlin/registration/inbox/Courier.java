package cn.jinlin.registration.inbox;

import java.util.Map;

/** Sends messages on, out of this suite: a WeChat official account, a gateway for SMS. Declare a bean of it to have another. */
public interface Courier {
    /**
     * @param number with {@code memberId} the message's identity: after a crash the same may be handed over again
     * @param details see {@link Message#details}
     */
    record Parcel(String memberId, long number, MessageCode code, Map<String, String> details) {}

    /** @throws RuntimeException when it did not go out; it is handed over again later, {@link Inbox#TRIES} times in all */
    void send(Parcel parcel);
}
