package cn.jinlin.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What supervision-service tells: inspections, what became of their findings, and who supports whom. */
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

    /** How far a support plan has come. */
    enum PlanStatus {
        PROPOSED, APPROVED, ACTIVE, ENDED, EXPIRED
    }

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

    /**
     * A support plan, without its assignments. State event.
     *
     * @param from the first instant that it plans for
     * @param until the first instant that it no longer plans for; all its ties end by then
     * @param assignedPlaces places that units were asked for, without those that they declined
     * @param consentedPlaces those of them that units agreed to
     * @param unmetPlaces places that nobody is asked for
     */
    @EventType("support-plan.changed.v1")
    record SupportPlanChanged(String planId, PlanStatus status, Instant from, Instant until, int assignedPlaces,
            int consentedPlaces, long unmetPlaces) implements SupervisionEvent {
        @Override
        public String aggregateId() {
            return planId;
        }
    }

    /** So many people for one community. */
    record SupportPlaces(String communityId, int places) {}

    /**
     * A unit agreed to support communities under an approved plan; registration-service makes ties of it, or says why not.
     * Fact; natural key {@code planId}, {@code unitId} and community.
     *
     * @param until the first instant at which the support no longer holds
     */
    @EventType("support.consented.v1")
    record SupportConsented(String planId, String unitId, List<SupportPlaces> communities, Instant until,
            Instant at) implements SupervisionEvent {
        @Override
        public String aggregateId() {
            return planId;
        }
    }
}
