package cn.jinlin.supervision.place;

import cn.jinlin.events.SupervisionEvent.TargetKind;

/**
 * A scenic spot or a market that can be inspected.
 *
 * @param placeId a slug that the caller chose
 * @param communityId where it lies; that community answers for it
 * @param closed no longer inspected; what was found there stays
 */
public record Place(String placeId, TargetKind kind, String name, String communityId, boolean closed) {}
