package cn.jinlin.events;

import java.time.Instant;
import java.util.Optional;

/** What supervision-service tells: inspections and what became of their findings. */
public sealed interface SupervisionEvent extends Event {
    /** The topic that carries these events. */
    String TOPIC = "jinlin.supervision.v1";

    enum TargetKind {
        UNIT, COMMUNITY, SCENIC_SPOT, MARKET
    }

    enum Office {
        EFFICIENCY, ORGANIZATION, CIVILIZATION
    }

    enum Severity {
        MINOR, MAJOR, CRITICAL
    }

    enum FindingStatus {
        OPEN, SUBMITTED, RESOLVED, RETURNED
    }

    /** Whom an inspection looked at; {@code communityId} says where it lies, when that is known. */
    record Target(TargetKind kind, String targetId, Optional<String> communityId) {}

    enum PartyKind {
        UNIT, COMMUNITY
    }

    /** Who has to put a finding right: a unit through its liaison, or a community through its officer. */
    record Party(PartyKind kind, String id) {}

    /** An inspection with its score from 0 to 100. State event. */
    @EventType("inspection.changed.v1")
    record InspectionChanged(String inspectionId, Office office, Target target, Instant inspectedAt,
            int score) implements SupervisionEvent {
        @Override
        public String aggregateId() {
            return inspectionId;
        }
    }

    /** A finding and how far its rectification has come. State event. */
    @EventType("finding.changed.v1")
    record FindingChanged(String findingId, String inspectionId, Target target, Party responsible, Severity severity,
            FindingStatus status, Instant dueAt) implements SupervisionEvent {
        @Override
        public String aggregateId() {
            return findingId;
        }
    }
}
