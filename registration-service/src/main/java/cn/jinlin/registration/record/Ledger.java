package cn.jinlin.registration.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import cn.jinlin.events.RegistrationEvent;
import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.registration.record.Entry.Facts;
import cn.jinlin.registration.record.Entry.Reason;

/**
 * What one member served in one year, appended and never changed.
 *
 * <p>The first entry is chained to {@code opening}: the newest entry, at that moment, of the member's newest ledger of an
 * earlier year. A credit that comes late for an older year is appended to that year's ledger like any other: the link names
 * an entry by its number, so it holds whatever follows that entry.
 *
 * @param ledgerId {@code <memberId>:<year>}
 * @param size the number of entries
 * @param head the hash of the newest entry, or of the opening while there is none
 */
record Ledger(String ledgerId, String memberId, int year, Link opening, long size, String head, List<Entry> entries) {
    /** The entry of an earlier year that a ledger goes on from; without an earlier year number 0 and no ledger. */
    record Link(Optional<String> ledgerId, long number, String hash) {
        static final Link NONE = new Link(Optional.empty(), 0, "");

        Link {
            Objects.requireNonNull(ledgerId);
            Objects.requireNonNull(hash);
        }
    }

    Ledger {
        Stream.of(ledgerId, memberId, opening, head).forEach(Objects::requireNonNull);
        entries = List.copyOf(entries);
    }

    static Ledger open(String memberId, int year, Link opening) {
        return new Ledger(id(memberId, year), memberId, year, opening, 0, opening.hash(), List.of());
    }

    static String id(String memberId, int year) {
        return memberId + ":" + year;
    }

    /** Where the next year goes on from. */
    Link link() {
        return new Link(Optional.of(ledgerId), size, head);
    }

    Optional<Entry> entry(String entryId) {
        return entries.stream().filter(entry -> entry.facts().entryId().equals(entryId)).findFirst();
    }

    /** Appends what is not there yet: an entry counts once, whatever is delivered again. */
    Change<Ledger, RegistrationEvent> append(List<Facts> credits) {
        Change<Ledger, RegistrationEvent> change = Change.of(this);
        for (Facts credit : credits) {
            if (change.state().entry(credit.entryId()).isEmpty()) {
                Change<Ledger, RegistrationEvent> next = change.state().append(credit, Optional.empty());
                List<RegistrationEvent> all = new ArrayList<>(change.facts());
                all.addAll(next.facts());
                change = new Change<>(next.state(), all);
            }
        }
        return change;
    }

    Change<Ledger, RegistrationEvent> append(Facts facts, Optional<Reason> reason) {
        Entry entry = Entry.chained(ledgerId, head, size + 1, facts, reason);
        List<Entry> all = new ArrayList<>(entries);
        all.add(entry);
        return Change.of(new Ledger(ledgerId, memberId, year, opening, entry.number(), entry.hash(), all),
                new ServiceRecordAppended(ledgerId, facts.entryId(), memberId, facts.unitId(), facts.communityId(),
                        facts.orderId(), facts.kind(), facts.minutes(), facts.servedAt(), entry.number(), entry.hash(),
                        facts.voids()));
    }

    /** Takes an entry back by a further one with the same date of service, so that both fall into the same period. */
    Change<Ledger, RegistrationEvent> takeBack(Entry entry, String voidId, Reason reason, Instant now) {
        Facts was = entry.facts();
        if (was.kind() == EntryKind.VOID) {
            throw RecordRefusal.ENTRY_NOT_VOIDABLE.because(was.entryId());
        }
        if (entries.stream().anyMatch(other -> other.facts().voids().filter(was.entryId()::equals).isPresent())) {
            throw RecordRefusal.ENTRY_ALREADY_VOIDED.because(was.entryId());
        }
        return append(new Facts(voidId, EntryKind.VOID, -was.minutes(), was.servedAt(), now, was.communityId(), was.orderId(),
                was.unitId(), Optional.of(was.entryId())), Optional.of(reason));
    }

    /** Without any free text. */
    Ledger erased() {
        return new Ledger(ledgerId, memberId, year, opening, size, head, entries.stream().map(Entry::erased).toList());
    }

    /** Whether every line is what was written, from the opening to the head. */
    boolean whole() {
        return broken().isEmpty();
    }

    /**
     * The number of the first line that does not follow from the one before it, that is missing, or at which the lines and
     * the head part; 0 when the ledger is not the one of its member and year.
     */
    Optional<Long> broken() {
        if (!ledgerId.equals(id(memberId, year))) {
            return Optional.of(0L);
        }
        String hash = opening.hash();
        for (int i = 0; i < entries.size(); i++) {
            if (!entries.get(i).follows(ledgerId, hash, i)) {
                return Optional.of(i + 1L);
            }
            hash = entries.get(i).hash();
        }
        if (size != entries.size()) {
            return Optional.of(Math.max(0, Math.min(size, entries.size())) + 1);
        }
        return hash.equals(head) ? Optional.empty() : Optional.of(size);
    }
}
