package cn.jinlin.registration.visit;

import java.time.LocalDate;

/** Where reminders of due visits go. Every bean of this type gets each of them. */
public interface Reminders {
    /**
     * Takes a reminder over; when this throws, it comes again. After a crash it may come twice, with the same id.
     */
    void visitDue(VisitDue due);

    /**
     * The member's next visit is due on this day.
     *
     * @param reminderId {@code <pairingId>:<dueOn>}: the same for the same reminder
     */
    record VisitDue(String reminderId, String pairingId, String memberId, LocalDate dueOn) {}
}
