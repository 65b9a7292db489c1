package cn.jinlin.request.history;

import java.util.Optional;

import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.request.roster.Claim;

/** A member's claim as far as events tell it. */
record Seat(String memberId, Optional<String> unitId, ClaimStatus status, Optional<String> creditId) {
    static Seat of(Claim claim) {
        return new Seat(claim.memberId(), claim.unitId(), claim.status(), claim.creditId());
    }

    Seat now(ClaimStatus next) {
        return new Seat(memberId, unitId, next, creditId);
    }

    Seat credited(String credit) {
        return new Seat(memberId, unitId, ClaimStatus.CREDITED, Optional.of(credit));
    }

    boolean released() {
        return status == ClaimStatus.RELEASED;
    }

    boolean waits() {
        return status == ClaimStatus.WAITLISTED;
    }

    boolean live() {
        return switch (status) {
            case CLAIMED, WAITLISTED, AWAITING_OFFICER, CHECKED_IN -> true;
            case RELEASED, SERVED, ABSENT, UNSATISFACTORY, CREDITED -> false;
        };
    }

    /** Counts against the capacity. */
    boolean takesPlace() {
        return switch (status) {
            case CLAIMED, CHECKED_IN, SERVED, ABSENT, UNSATISFACTORY, CREDITED -> true;
            case WAITLISTED, AWAITING_OFFICER, RELEASED -> false;
        };
    }
}
