package cn.jinlin.supervision.evidence;

import java.time.Instant;

import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;

/**
 * An entry of a service record as it was told.
 *
 * @param toldAt when it was appended
 */
public record LedgerEntry(ServiceRecordAppended entry, Instant toldAt) {
    /** Two entries at one place of one ledger have two keys: the second one shows that the chain was written anew. */
    String key() {
        return entry.ledgerId() + "#" + entry.number() + "#" + entry.entryId() + "#" + entry.hash();
    }
}
