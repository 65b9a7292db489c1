package cn.jinlin.registration.reminder;

import java.time.LocalDate;
import java.util.Map;

import org.springframework.stereotype.Component;

import cn.jinlin.registration.calendar.DistrictCalendar;
import cn.jinlin.registration.inbox.InboxDesk;
import cn.jinlin.registration.inbox.MessageCode;
import cn.jinlin.registration.inbox.Note;
import cn.jinlin.registration.visit.PairingNotices;
import cn.jinlin.registration.visit.Reminders;

/** Tells members whom they visit now and no longer, and of visits that are due, without a word of the household. */
@Component
class VisitNews implements Reminders, PairingNotices {
    private final InboxDesk inbox;
    private final DistrictCalendar calendar;

    VisitNews(InboxDesk inbox, DistrictCalendar calendar) {
        this.inbox = inbox;
        this.calendar = calendar;
    }

    @Override
    public void visitDue(VisitDue due) {
        inbox.tell(due.memberId(), MessageCode.PAIRING_DUE, details(due.pairingId(), due.dueOn()), "visit:" + due.reminderId());
    }

    @Override
    public void begun(Begun notice) {
        inbox.tell(new Note(notice.memberId(), MessageCode.PAIRING_BEGUN, details(notice.pairingId(), notice.dueOn()),
                "pairing:" + notice.pairingId(), notice.at()));
    }

    @Override
    public void ended(Ended notice) {
        inbox.tell(new Note(notice.memberId(), MessageCode.PAIRING_ENDED, Map.of("pairingId", notice.pairingId()),
                "pairing:" + notice.pairingId() + ":ended", notice.at()));
    }

    private Map<String, String> details(String pairingId, LocalDate day) {
        return Map.of("pairingId", pairingId, "day", day.atStartOfDay(calendar.zone()).toInstant().toString());
    }
}
