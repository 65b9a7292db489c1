package cn.jinlin.registration.visit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes reminders to the log, by ids alone. */
@Component
class LoggedReminders implements Reminders {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedReminders.class);

    @Override
    public void visitDue(VisitDue due) {
        LOG.info("visit due: {} of member {}", due.reminderId(), due.memberId());
    }
}
