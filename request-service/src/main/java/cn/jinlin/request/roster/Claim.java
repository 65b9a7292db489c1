package cn.jinlin.request.roster;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.ServiceVerdict;
import cn.jinlin.request.proof.Proof;

/**
 * One member's claim on an order, from the place to the credit.
 *
 * @param unitId the member's unit when it claimed; empty for those without one
 * @param offereeId the unit or team whose accepted places the claim counts against
 * @param companions 0 to 3 people who come along; they take no place
 * @param token names the hold in the member's schedule that this claim rests on
 * @param minutes the officer's figure at acceptance; 0 unless SERVED
 * @param creditId present when and only when CREDITED
 * @param proof what the credit rests on; empty also for credits from before proofs were kept
 * @param via the client whose app the member claimed with, where its token named one ({@code azp})
 */
public record Claim(String memberId, Optional<String> unitId, Optional<String> offereeId, ClaimStatus status, int companions,
        String token, Instant claimedAt,
        Optional<Presence> presence, int minutes, Optional<String> creditId, Optional<Proof> proof, Optional<String> via) {
    /** Claims from before it was kept do not say through whom they came. */
    public Claim {
        via = Objects.requireNonNullElse(via, Optional.empty());
    }

    /**
     * That a member was there.
     *
     * @param out empty while nobody checked the member out; it is never filled in
     * @param byOfficer by the officer's roll call
     */
    public record Presence(Instant in, Optional<Instant> out, boolean walkIn, boolean byOfficer) {
        /** Never before the check-in, though another process with a slower clock may have taken the check-out. */
        public Presence left(Instant at) {
            return new Presence(in, Optional.of(at.isBefore(in) ? in : at), walkIn, byOfficer);
        }
    }

    public static Claim of(Claimant who, Optional<String> offereeId, ClaimStatus status, int companions, String token,
            Instant at) {
        return new Claim(who.memberId(), who.unitId(), offereeId, status, companions, token, at, Optional.empty(), 0,
                Optional.empty(), Optional.empty(), who.via());
    }

    /** Neither given up nor settled by acceptance: the member's hour is held for it. */
    public boolean live() {
        return switch (status) {
            case CLAIMED, WAITLISTED, AWAITING_OFFICER, CHECKED_IN -> true;
            case RELEASED, SERVED, ABSENT, UNSATISFACTORY, CREDITED -> false;
        };
    }

    /** Had a place and did not come. */
    public boolean absent() {
        return status == ClaimStatus.ABSENT;
    }

    /** Was there and did the work, as the community says. */
    public boolean served() {
        return status == ClaimStatus.SERVED || status == ClaimStatus.CREDITED;
    }

    public boolean isAwaitingOfficer() {
        return status == ClaimStatus.AWAITING_OFFICER;
    }

    boolean isWaitlisted() {
        return status == ClaimStatus.WAITLISTED;
    }

    /** Counts against the capacity. */
    public boolean takesPlace() {
        return switch (status) {
            case CLAIMED, CHECKED_IN, SERVED, ABSENT, UNSATISFACTORY, CREDITED -> true;
            case WAITLISTED, AWAITING_OFFICER, RELEASED -> false;
        };
    }

    public Claim now(ClaimStatus next) {
        return new Claim(memberId, unitId, offereeId, next, companions, token, claimedAt, presence, minutes, creditId, proof,
                via);
    }

    public Claim arrived(Presence there) {
        return new Claim(memberId, unitId, offereeId, ClaimStatus.CHECKED_IN, companions, token, claimedAt, Optional.of(there),
                minutes, creditId, proof, via);
    }

    public Claim left(Instant at) {
        return new Claim(memberId, unitId, offereeId, status, companions, token, claimedAt, presence.map(there -> there.left(at)),
                minutes, creditId, proof, via);
    }

    public Claim judged(ServiceVerdict verdict, int served) {
        ClaimStatus next = switch (verdict) {
            case SERVED -> ClaimStatus.SERVED;
            case ABSENT -> ClaimStatus.ABSENT;
            case UNSATISFACTORY -> ClaimStatus.UNSATISFACTORY;
        };
        return new Claim(memberId, unitId, offereeId, next, companions, token, claimedAt, presence, served, creditId, proof, via);
    }

    /** Nothing is said of it any more; what was credited stands. */
    public Claim unjudged() {
        return switch (status) {
            case SERVED, UNSATISFACTORY, ABSENT -> new Claim(memberId, unitId, offereeId,
                    presence.isPresent() ? ClaimStatus.CHECKED_IN : ClaimStatus.CLAIMED, companions, token, claimedAt, presence,
                    0,
                    creditId, proof, via);
            case CLAIMED, WAITLISTED, AWAITING_OFFICER, RELEASED, CHECKED_IN, CREDITED -> this;
        };
    }

    public Claim credited(String credit, Proof by) {
        return new Claim(memberId, unitId, offereeId, ClaimStatus.CREDITED, companions, token, claimedAt, presence, minutes,
                Optional.of(credit), Optional.of(by), via);
    }

    /** What the officer entered where nobody scanned. */
    public Optional<Proof.ByOfficer> enteredByHand() {
        return proof.flatMap(by -> switch (by) {
            case Proof.ByOfficer entered -> Optional.of(entered);
            case Proof.Scan _ -> Optional.empty();
        });
    }
}
