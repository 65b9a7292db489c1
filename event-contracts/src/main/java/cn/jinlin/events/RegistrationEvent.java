package cn.jinlin.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What registration-service tells: who there is, who serves where, what the service record holds, and who supports whom. */
public sealed interface RegistrationEvent extends Event {
    /** The topic that carries these events. */
    String TOPIC = "jinlin.registration.v1";

    enum UnitKind {
        GOVERNMENT, INSTITUTION, ENTERPRISE, SOCIAL
    }

    enum TieKind {
        PARTNER, SUPPORT
    }

    enum TieStatus {
        PROPOSED, CONFIRMED
    }

    enum MemberKind {
        PARTY_MEMBER, RESIDENT
    }

    enum MemberStatus {
        ACTIVE, DELETED
    }

    enum TeamKind {
        VANGUARD, MUTUAL_AID, CARE
    }

    enum TeamStatus {
        ACTIVE, DISBANDED
    }

    enum RegistrationStatus {
        PENDING, CONFIRMED, REJECTED, WITHDRAWN
    }

    /** How an entry came into the service record: by a scan, entered by an officer, or taken back by a further entry. */
    enum EntryKind {
        VERIFIED, BACKFILLED, VOID
    }

    /** A residential compound of a community; the id is a slug that the caller chose. */
    record Compound(String compoundId, String name) {}

    /** A community (village or residents' committee) by its 12-digit division code. State event. */
    @EventType("community.changed.v1")
    record CommunityChanged(String communityId, String name, String subdistrictCode, String subdistrictName,
            Optional<Location> location,
            List<Compound> compounds) implements RegistrationEvent {
        @Override
        public String aggregateId() {
            return communityId;
        }
    }

    /** The tie of a unit to a community; {@code until} is the first instant at which it no longer holds. */
    record PartnerTie(String communityId, TieKind kind, TieStatus status, Instant from, Optional<Instant> until,
            Optional<String> supportPlanId) {}

    /** A unit with all its ties. State event. */
    @EventType("unit.changed.v1")
    record UnitChanged(String unitId, String name, UnitKind kind, Optional<Location> location,
            List<PartnerTie> partnerCommunities) implements RegistrationEvent {
        @Override
        public String aggregateId() {
            return unitId;
        }
    }

    /** Where a member reported to, and how far that has come. */
    record Registered(String communityId, Optional<String> compoundId, RegistrationStatus status, Instant since) {}

    /** A member with both registrations, without name and phone. State event; DELETED stays as a tombstone. */
    @EventType("member.changed.v1")
    record MemberChanged(String memberId, MemberKind kind, Optional<String> unitId, List<String> skills, MemberStatus status,
            Optional<Registered> unitCommunity, Optional<Registered> residence) implements RegistrationEvent {
        @Override
        public String aggregateId() {
            return memberId;
        }
    }

    /**
     * A team with its members. State event; DISBANDED stays as a tombstone.
     *
     * @param leaderId the member who answers offers for the team; empty while there is none
     */
    @EventType("team.changed.v1")
    record TeamChanged(String teamId, TeamKind kind, String name, String communityId, Optional<String> compoundId,
            Optional<String> leaderId, List<String> memberIds, TeamStatus status) implements RegistrationEvent {
        @Override
        public String aggregateId() {
            return teamId;
        }
    }

    /**
     * An entry was appended to a member's service record of one year. Fact; natural key {@code entryId}.
     *
     * @param ledgerId the ledger of one member and year, {@code <memberId>:<year>}
     * @param number the entry's place in its ledger, from 1
     * @param minutes served minutes; negative for VOID
     * @param hash SHA-256 of the chain up to this entry, lower-case hex
     * @param voids the entry that a VOID takes back; empty for every other kind
     */
    @EventType("service-record.appended.v1")
    record ServiceRecordAppended(String ledgerId, String entryId, String memberId, Optional<String> unitId, String communityId,
            Optional<String> orderId, EntryKind kind, int minutes, Instant servedAt, long number,
            String hash, Optional<String> voids) implements RegistrationEvent {
        @Override
        public String aggregateId() {
            return ledgerId;
        }
    }

    /** Why a unit's consent to a support plan made no tie. */
    enum SupportObstacle {
        /** The plan was over when the consent arrived. */
        OVER,
        /** Nobody knows the community. */
        COMMUNITY_UNKNOWN,
        /** The unit has proposed a partnership to that community, which its officer has yet to answer. */
        PARTNERSHIP_PROPOSED
    }

    /**
     * A unit's consent to a support plan holds in one community: by a SUPPORT tie, or by the partnership that is there
     * already and goes on as it is. Fact; natural key plan, unit and community.
     */
    @EventType("support.tied.v1")
    record SupportTied(String unitId, String supportPlanId, String communityId, Instant until) implements RegistrationEvent {
        @Override
        public String aggregateId() {
            return unitId;
        }
    }

    /** A unit's consent to a support plan made no tie to one community. Fact; natural key plan, unit and community. */
    @EventType("support.refused.v1")
    record SupportRefused(String unitId, String supportPlanId, String communityId,
            SupportObstacle reason) implements RegistrationEvent {
        @Override
        public String aggregateId() {
            return unitId;
        }
    }
}
