package cn.jinlin.registration.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.store.Committed;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.Versioned;

/** Tells members things, and shows them what they were told. */
@Service
public class InboxDesk {
    /** What is older is no news; so whoever reads the topics from their beginning does not tell it all again. */
    static final Duration NEWS = Duration.ofDays(30);
    private static final Logger LOG = LoggerFactory.getLogger(InboxDesk.class);

    private final Inboxes inboxes;
    private final Courier courier;
    private final Clock clock;
    private final List<Consumer<String>> watchers = new CopyOnWriteArrayList<>();

    InboxDesk(Inboxes inboxes, Courier courier, Clock clock) {
        this.inboxes = inboxes;
        this.courier = courier;
        this.clock = clock;
    }

    /** Tells it once, whoever else tells the same; what is no news any more is not told. */
    public void tell(Note note) {
        Instant now = clock.instant();
        if (!note.at().isBefore(now.minus(NEWS))) {
            change(note.memberId(), inbox -> inbox.tell(note, now));
        }
    }

    /** Tells something that is so now; the same {@code key} is told once. */
    public void tell(String memberId, MessageCode code, Map<String, String> details, String key) {
        tell(new Note(memberId, code, details, key, clock.instant()));
    }

    /** Takes away everything that an erased member was told, and tells it nothing any more. */
    public void close(String memberId) {
        change(memberId, Inbox::close);
    }

    /** The inbox, empty for somebody who was never told anything. */
    public Versioned<Inbox> open(String memberId) {
        return inboxes.aggregates().find(memberId).orElseGet(() -> new Versioned<>(Inbox.empty(memberId), 0));
    }

    /** The versions of those inboxes that are not empty, to see which of them changed. */
    public Map<String, Long> versions(Collection<String> memberIds) {
        return memberIds.isEmpty() ? Map.of() : inboxes.versions(memberIds);
    }

    /** Calls back with the member's id whenever this process changed an inbox. */
    public void watch(Consumer<String> watcher) {
        watchers.add(watcher);
    }

    Message read(String memberId, long number) {
        Instant now = clock.instant();
        return change(memberId, inbox -> inbox.read(number, now)).after().state().message(number);
    }

    /** Marks everything as read, or what came up to a message. */
    Inbox readAll(String memberId, Optional<Long> until) {
        Instant now = clock.instant();
        return change(memberId, inbox -> inbox.readUpTo(until.orElse(inbox.last()), now)).after().state();
    }

    /** Sends on what is due; what fails is due again later. */
    void send(String memberId) {
        Instant now = clock.instant();
        List<Message> due = new ArrayList<>();
        change(memberId, inbox -> {
            due.clear();
            due.addAll(inbox.due(now));
            return inbox.tried(now);
        });
        List<Long> sent = due.stream().filter(message -> sent(memberId, message)).map(Message::number).toList();
        if (!sent.isEmpty()) {
            change(memberId, inbox -> inbox.sent(sent));
        }
    }

    private boolean sent(String memberId, Message message) {
        try {
            courier.send(new Courier.Parcel(memberId, message.number(), message.code(), message.details()));
            return true;
        } catch (RuntimeException e) {
            LOG.warn("message {} of member {} is sent on later: {}", message.number(), memberId, e.toString());
            return false;
        }
    }

    private Committed<Inbox, Boolean> change(String memberId, UnaryOperator<Inbox> transition) {
        Committed<Inbox, Boolean> committed = inboxes.aggregates().execute(memberId, Boolean.class, current -> {
            Inbox inbox = current == null ? Inbox.empty(memberId) : current.state();
            Inbox next = transition.apply(inbox);
            return next.equals(inbox) && current != null ? Outcome.unchanged(false) : Outcome.changed(Change.of(next), true);
        });
        if (committed.result()) {
            watchers.forEach(watcher -> watcher.accept(memberId));
        }
        return committed;
    }
}
