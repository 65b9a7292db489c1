package cn.jinlin.registration.household;

import java.time.Instant;
import java.util.Optional;

/**
 * A household that wants to be visited.
 *
 * @param sealed who and where it is, readable only with the data key; empty once it is removed
 */
public record Household(String householdId, String communityId, Instant since, Optional<Sealed> sealed) {
    /** Each part encrypted for itself. */
    record Sealed(String contactName, Optional<String> phone, String address, Optional<String> needs) {}

    enum Status {
        ACTIVE, REMOVED
    }

    Status status() {
        return active() ? Status.ACTIVE : Status.REMOVED;
    }

    public boolean active() {
        return sealed.isPresent();
    }

    /** Refuses what only a household that is still kept can take part in. */
    public void requireActive() {
        if (!active()) {
            throw HouseholdRefusal.HOUSEHOLD_REMOVED.because(householdId);
        }
    }

    Household corrected(Sealed next) {
        requireActive();
        return new Household(householdId, communityId, since, Optional.of(next));
    }

    /** Who and where it was is erased; that it was there stays. */
    Household removed() {
        return new Household(householdId, communityId, since, Optional.empty());
    }
}
