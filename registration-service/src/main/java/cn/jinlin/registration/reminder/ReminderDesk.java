package cn.jinlin.registration.reminder;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Service;

import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.registration.inbox.InboxDesk;
import cn.jinlin.registration.inbox.MessageCode;
import cn.jinlin.registration.inbox.Note;
import cn.jinlin.registration.member.Member;
import cn.jinlin.registration.member.MemberDesk;
import cn.jinlin.registration.member.Registration.Confirmed;
import cn.jinlin.registration.member.RegistrationKind;
import cn.jinlin.registration.news.Holders;
import cn.jinlin.registration.reminder.ReminderDiary.RenewalRound;

/** Tells what time brings: starts of orders, and confirmations that run out. */
@Service
class ReminderDesk {
    private static final int AT_ONCE = 200;

    private final InboxDesk inbox;
    private final Holders holders;
    private final ReminderDiary diary;
    private final MemberDesk members;
    private final ReminderSettings settings;
    private final Clock clock;

    ReminderDesk(InboxDesk inbox, Holders holders, ReminderDiary diary, MemberDesk members, ReminderSettings settings,
            Clock clock) {
        this.inbox = inbox;
        this.holders = holders;
        this.diary = diary;
        this.members = members;
        this.settings = settings;
        this.clock = clock;
    }

    /** Remembers when to remind of this order; of one that was never to be served there is nothing to remember. */
    void follow(OrderChanged told, long version) {
        Optional<Versioned<Reminder>> known = diary.orders().find(told.orderId());
        if (known.isEmpty() && !Reminder.coming(told.status())) {
            return;
        }
        Instant now = clock.instant();
        Reminder seen = known.map(Versioned::state).orElseGet(() -> Reminder.none(told.orderId()));
        if (known.isEmpty() || !seen.follow(told, version, settings.reminders(), now).equals(seen)) {
            diary.orders().execute(told.orderId(), Boolean.class, current -> {
                Reminder was = current == null ? Reminder.none(told.orderId()) : current.state();
                return Outcome.changed(Change.of(was.follow(told, version, settings.reminders(), now)), true);
            });
        }
    }

    /** Reminds those who hold a place, when it is time. */
    void remind(String orderId) {
        Instant now = clock.instant();
        Reminder reminder = diary.orders().get(orderId).state();
        if (reminder.due(now)) {
            String key = "reminder:" + orderId + ":" + reminder.moments().stream().filter(at -> !at.isAfter(now)).toList();
            holders.of(orderId).stream().filter(holder -> holder.status() == ClaimStatus.CLAIMED)
                    .forEach(holder -> inbox.tell(new Note(holder.memberId(), MessageCode.ORDER_REMINDER,
                            Map.of("orderId", orderId, "startsAt", reminder.startsAt().toString()), key, now)));
        }
        diary.orders().change(orderId, current -> Change.of(current.state().reminded(now)));
    }

    /** Tells those whose confirmation soon runs out, each once; the next round goes on where this one ends. */
    void goRound() {
        Instant now = clock.instant();
        Instant until = now.plus(settings.renewal());
        Instant after = diary.rounds().find(RenewalRound.ID).map(round -> round.state().toldUntil()).orElse(now);
        String afterId = "";
        List<Member> found;
        do {
            found = members.runningOut(after, afterId, until, AT_ONCE);
            for (Member member : found) {
                tellRenewal(member, until.plus(settings.renewal()), now);
                after = member.registrations().runsOutAt().orElse(until);
                afterId = member.memberId();
            }
        } while (found.size() == AT_ONCE);
        diary.rounds().execute(RenewalRound.ID, Boolean.class,
                current -> Outcome.changed(Change.of(new RenewalRound(until)), true));
    }

    /** The one of two confirmations that runs out later is found by the earlier alone, so both are told of together. */
    private void tellRenewal(Member member, Instant until, Instant now) {
        for (RegistrationKind kind : RegistrationKind.values()) {
            if (member.registrations().of(kind).orElse(null) instanceof Confirmed confirmed
                    && !confirmed.until().isAfter(until)) {
                inbox.tell(renewalDue(member.memberId(), kind.path(), confirmed.place().communityId(),
                        confirmed.until(), now));
            }
        }
    }

    /** @param until when the confirmation runs out */
    private static Note renewalDue(String memberId, String kind, String communityId, Instant until, Instant now) {
        return new Note(memberId, MessageCode.RENEWAL_DUE, Map.of("kind", kind, "communityId", communityId, "day",
                until.toString()), "renewal:" + kind + ":" + until, now);
    }
}
