package cn.jinlin.registration.reminder;

import java.util.Map;

import org.springframework.stereotype.Component;

import cn.jinlin.registration.calendar.DistrictCalendar;
import cn.jinlin.registration.inbox.InboxDesk;
import cn.jinlin.registration.inbox.MessageCode;
import cn.jinlin.registration.visit.Reminders;

/** Tells members of visits that are due, without a word of the household. */
@Component
class VisitNews implements Reminders {
    private final InboxDesk inbox;
    private final DistrictCalendar calendar;

    VisitNews(InboxDesk inbox, DistrictCalendar calendar) {
        this.inbox = inbox;
        this.calendar = calendar;
    }

    @Override
    public void visitDue(VisitDue due) {
        inbox.tell(due.memberId(), MessageCode.PAIRING_DUE, Map.of("pairingId", due.pairingId(), "day",
                due.dueOn().atStartOfDay(calendar.zone()).toInstant().toString()), "visit:" + due.reminderId());
    }
}
