package cn.jinlin.supervision.district;

import java.time.Instant;

import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;

/**
 * An entry of the service record and whether it still counts. The natural key is the entry's id; an entry that takes
 * another one back closes that one's key for good, in whichever order the two arrive.
 */
record Credit(String entryId, String memberId, String communityId, int minutes, Instant servedAt, Standing standing) {
    /** How much an entry is worth here. */
    enum Standing {
        SCANNED, BY_HAND, TAKEN_BACK
    }

    /** What an entry says about the key that it decides. */
    static Credit of(ServiceRecordAppended entry) {
        return switch (entry.kind()) {
            case VERIFIED -> of(entry, entry.entryId(), entry.minutes(), Standing.SCANNED);
            case BACKFILLED -> of(entry, entry.entryId(), entry.minutes(), Standing.BY_HAND);
            case VOID -> of(entry, entry.voids().orElse(entry.entryId()), 0, Standing.TAKEN_BACK);
        };
    }

    private static Credit of(ServiceRecordAppended entry, String key, int minutes, Standing standing) {
        return new Credit(key, entry.memberId(), entry.communityId(), minutes, entry.servedAt(), standing);
    }

    /** Nothing follows once it is taken back. */
    long version() {
        return standing == Standing.TAKEN_BACK ? 2 : 1;
    }
}
