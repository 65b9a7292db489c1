package cn.jinlin.request.directory;

import java.util.Optional;
import java.util.Set;

/**
 * A member as claims need it.
 *
 * @param confirmedIn communities in which a registration of the member is confirmed
 * @param deleted kept as a tombstone
 */
public record Member(String memberId, Optional<String> unitId, Set<String> confirmedIn, boolean deleted) {
    public Member {
        confirmedIn = Set.copyOf(confirmedIn);
    }
}
