package cn.jinlin.request.directory;

import java.util.List;
import java.util.Optional;

/**
 * A team as offers and claims need it.
 *
 * @param communityId where it is based
 * @param leaderId who answers offers for it
 * @param disbanded kept as a tombstone
 */
public record Team(String teamId, String communityId, Optional<String> leaderId, List<String> memberIds, boolean disbanded) {
    public Team {
        memberIds = List.copyOf(memberIds);
    }
}
