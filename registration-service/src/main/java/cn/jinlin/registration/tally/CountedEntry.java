package cn.jinlin.registration.tally;

import java.time.Instant;
import java.util.Optional;

import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;

/**
 * A line of somebody's ledger, as it was told; it never changes.
 *
 * @param unitId the member's unit when the line was entered
 * @param orderId empty for work that an officer entered without an order; such work belongs to no compound
 */
record CountedEntry(String entryId, String memberId, Optional<String> unitId, String communityId, Optional<String> orderId,
        EntryKind kind, int minutes, Instant servedAt, Optional<String> voids) {
    static CountedEntry of(ServiceRecordAppended told) {
        return new CountedEntry(told.entryId(), told.memberId(), told.unitId(), told.communityId(), told.orderId(),
                told.kind(), told.minutes(), told.servedAt(), told.voids());
    }
}
