package cn.jinlin.registration.visit;

import java.time.Instant;
import java.time.LocalDate;

/** Where it goes that a member is to visit a household, and that it is no longer. Every bean of this type gets each of them. */
public interface PairingNotices {
    /** Takes it over; when this throws, it comes again. After a crash it may come twice. */
    void begun(Begun notice);

    /** Takes it over; when this throws, it comes again. After a crash it may come twice. */
    void ended(Ended notice);

    /** @param dueOn the last day on which the first visit comes in time */
    record Begun(String pairingId, String memberId, LocalDate dueOn, Instant at) {}

    record Ended(String pairingId, String memberId, Instant at) {}
}
