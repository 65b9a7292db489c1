package cn.jinlin.registration.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import cn.jinlin.kit.domain.KitRefusal;

/**
 * What one member was told, the oldest first, at most {@link #MOST} messages.
 *
 * @param last the number of the newest message ever
 * @param forgotten of what happened up to here, messages were dropped: anything as old is not told again
 * @param closed the member was erased; nothing is told any more
 * @param sendings messages that still have to be sent on
 */
public record Inbox(String memberId, List<Message> messages, long last, Optional<Instant> forgotten, boolean closed,
        List<Sending> sendings) {
    static final int MOST = 100;
    /** How often it is tried to send a message on. */
    static final int TRIES = 10;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /** @param tries how often it was tried so far */
    record Sending(long number, int tries, Instant dueAt) {
        Sending tried(Instant now) {
            Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(tries, TRIES));
            return new Sending(number, tries + 1, now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT));
        }

        boolean due(Instant now) {
            return !dueAt.isAfter(now);
        }
    }

    public Inbox {
        messages = List.copyOf(messages);
        sendings = List.copyOf(sendings);
    }

    static Inbox empty(String memberId) {
        return new Inbox(memberId, List.of(), 0, Optional.empty(), false, List.of());
    }

    /** Tells it, unless it was told already. */
    Inbox tell(Note note, Instant now) {
        if (closed || forgotten.filter(until -> !note.at().isAfter(until)).isPresent()
                || messages.stream().anyMatch(message -> message.key().equals(note.key()))) {
            return this;
        }
        Message message = new Message(last + 1, note.key(), note.code(), note.details(), note.at(), Optional.empty());
        List<Message> all = Stream.concat(messages.stream(), Stream.of(message)).toList();
        List<Sending> sending = note.code().sentOn()
                ? Stream.concat(sendings.stream(), Stream.of(new Sending(message.number(), 0, now))).toList()
                : sendings;
        return new Inbox(memberId, all, message.number(), forgotten, false, sending).bounded();
    }

    private Inbox bounded() {
        if (messages.size() <= MOST) {
            return this;
        }
        List<Message> dropped = messages.subList(0, messages.size() - MOST);
        List<Message> kept = messages.subList(messages.size() - MOST, messages.size());
        Optional<Instant> until = Stream.concat(forgotten.stream(), dropped.stream().map(Message::at))
                .max(Comparator.naturalOrder());
        return new Inbox(memberId, kept, last, until, closed,
                sendings.stream().filter(one -> one.number() >= kept.getFirst().number()).toList());
    }

    public long unread() {
        return messages.stream().filter(Message::unread).count();
    }

    /** Those that came after this number, the oldest first. */
    public List<Message> after(long number) {
        return messages.stream().filter(message -> message.number() > number).toList();
    }

    Message message(long number) {
        return messages.stream().filter(message -> message.number() == number).findFirst()
                .orElseThrow(() -> KitRefusal.NOT_FOUND.because("message", number));
    }

    Inbox read(long number, Instant now) {
        message(number);
        return with(message -> message.number() == number ? message.read(now) : message);
    }

    /** Marks all up to this number. */
    Inbox readUpTo(long number, Instant now) {
        return with(message -> message.number() <= number ? message.read(now) : message);
    }

    /** Those to be sent on now. */
    List<Message> due(Instant now) {
        return sendings.stream().filter(one -> one.due(now)).map(one -> message(one.number())).toList();
    }

    /** Leaves those due to whoever asked, until it says that they were sent or their time comes again. */
    Inbox tried(Instant now) {
        List<Sending> next = new ArrayList<>();
        sendings.forEach(one -> next.add(one.due(now) ? one.tried(now) : one));
        return withSendings(next.stream().filter(one -> one.tries() <= TRIES).toList());
    }

    Inbox sent(List<Long> numbers) {
        return withSendings(sendings.stream().filter(one -> !numbers.contains(one.number())).toList());
    }

    Optional<Instant> dueAt() {
        return sendings.stream().map(Sending::dueAt).min(Comparator.naturalOrder());
    }

    /** Without anything that was told, for good. */
    Inbox close() {
        return new Inbox(memberId, List.of(), last, forgotten, true, List.of());
    }

    private Inbox with(UnaryOperator<Message> each) {
        return new Inbox(memberId, messages.stream().map(each).toList(), last, forgotten, closed, sendings);
    }

    private Inbox withSendings(List<Sending> next) {
        return new Inbox(memberId, messages, last, forgotten, closed, next);
    }
}
