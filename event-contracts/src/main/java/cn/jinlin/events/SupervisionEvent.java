package cn.jinlin.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What supervision-service tells: campaigns, inspections, what became of their findings, who supports whom, and exemplars. No
 * free text is told, because it may name people.
 */
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

    enum CampaignStatus {
        PLANNED, DRAWN, RUNNING, CLOSED, CANCELLED
    }

    /** Who hears of an overdue finding: those who answer for it, the office that raised it, or the district. */
    enum EscalatedTo {
        RESPONSIBLE, OFFICE, DISTRICT
    }

    enum ExemplarStatus {
        NOMINATED, DECLINED, REVIEWED, CONSENTED, PUBLISHED, WITHDRAWN
    }

    /** Where an exemplar is published. */
    enum Channel {
        FEED, WECHAT, CITY_PLATFORM
    }

    /**
     * A campaign of one or several offices. State event.
     *
     * @param targets how many were drawn
     * @param drawDigest SHA-256 of what the draw rested on, in hex: with it nobody can change the draw afterwards unseen
     */
    @EventType("campaign.changed.v1")
    record CampaignChanged(String campaignId, List<Office> offices, Instant from, Instant until, CampaignStatus status,
            int targets, Optional<String> drawDigest) implements SupervisionEvent {
        public CampaignChanged {
            offices = List.copyOf(offices);
        }

        @Override
        public String aggregateId() {
            return campaignId;
        }
    }

    /**
     * An inspection with its score from 0 to 100. State event.
     *
     * @param campaignId of the campaign that it belongs to
     */
    @EventType("inspection.changed.v1")
    record InspectionChanged(String inspectionId, Office office, Target target, Instant inspectedAt, int score,
            Optional<String> campaignId) implements SupervisionEvent {
        @Override
        public String aggregateId() {
            return inspectionId;
        }
    }

    /**
     * A finding and how far its rectification has come. State event.
     *
     * @param campaignId of the campaign in which it was found
     * @param escalation the level that it was escalated to
     */
    @EventType("finding.changed.v1")
    record FindingChanged(String findingId, String inspectionId, Target target, Party responsible, Severity severity,
            FindingStatus status, Instant dueAt, Optional<String> campaignId,
            Optional<Integer> escalation) implements SupervisionEvent {
        @Override
        public String aggregateId() {
            return findingId;
        }
    }

    /**
     * A finding was overdue for so many working days that somebody further hears of it.
     *
     * @param level 1 for the first that hears of it
     */
    @EventType("finding.escalated.v1")
    record FindingEscalated(String findingId, Party responsible, Office office, int level, EscalatedTo to,
            Instant at) implements SupervisionEvent {
        @Override
        public String aggregateId() {
            return findingId;
        }
    }

    /**
     * An exemplar and how far it has come. State event.
     *
     * @param memberIds the people whom it names, each of whom has to consent
     * @param channels where it can be read now
     */
    @EventType("exemplar.changed.v1")
    record ExemplarChanged(String exemplarId, Office office, List<String> memberIds, Optional<String> unitId,
            Optional<String> communityId, ExemplarStatus status, List<Channel> channels) implements SupervisionEvent {
        public ExemplarChanged {
            memberIds = List.copyOf(memberIds);
            channels = List.copyOf(channels);
        }

        @Override
        public String aggregateId() {
            return exemplarId;
        }
    }

    /** An exemplar can be read on a channel from now on. */
    @EventType("exemplar.published.v1")
    record ExemplarPublished(String exemplarId, Channel channel, Instant at) implements SupervisionEvent {
        @Override
        public String aggregateId() {
            return exemplarId;
        }
    }

    /** An exemplar was taken back from a channel: whoever copied it deletes the copy. */
    @EventType("exemplar.withdrawn.v1")
    record ExemplarWithdrawn(String exemplarId, Channel channel, Instant at) implements SupervisionEvent {
        @Override
        public String aggregateId() {
            return exemplarId;
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
