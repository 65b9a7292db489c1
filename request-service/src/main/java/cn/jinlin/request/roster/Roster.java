package cn.jinlin.request.roster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Everybody who claimed, in the order of claiming, at most one claim for each member. The waitlist is the WAITLISTED
 * ones in that order, so a position is derived and never has a gap.
 *
 * @param fenced tokens of holds that were settled without a claim; a stalled process may not claim with them any more
 */
public record Roster(List<Claim> claims, List<String> fenced) {
    public static final Roster EMPTY = new Roster(List.of(), List.of());

    public Roster {
        claims = List.copyOf(claims);
        fenced = List.copyOf(fenced);
    }

    public Optional<Claim> of(String memberId) {
        return claims.stream().filter(claim -> claim.memberId().equals(memberId)).findFirst();
    }

    public Optional<Claim> live(String memberId) {
        return of(memberId).filter(Claim::live);
    }

    public int claimed() {
        return count(Claim::takesPlace);
    }

    public int waitlisted() {
        return count(Claim::isWaitlisted);
    }

    /** On the waitlist, or waiting for an officer's word. */
    public int waiting() {
        return count(claim -> claim.isWaitlisted() || claim.isAwaitingOfficer());
    }

    /** From 1; empty for those who do not wait. */
    public Optional<Integer> position(String memberId) {
        int ahead = 0;
        for (Claim claim : claims) {
            if (claim.isWaitlisted()) {
                ahead++;
                if (claim.memberId().equals(memberId)) {
                    return Optional.of(ahead);
                }
            }
        }
        return Optional.empty();
    }

    public boolean hasLive() {
        return claims.stream().anyMatch(Claim::live);
    }

    public boolean anyCheckedIn() {
        return claims.stream().anyMatch(claim -> claim.presence().isPresent());
    }

    public int claimedBy(String offereeId) {
        return count(claim -> claim.takesPlace() && claim.offereeId().filter(offereeId::equals).isPresent());
    }

    public List<Claim> waitlist() {
        return claims.stream().filter(Claim::isWaitlisted).toList();
    }

    /** Whether a claim was made on this hold, whatever became of it. */
    public boolean knows(String memberId, String token) {
        return of(memberId).filter(claim -> claim.token().equals(token)).isPresent();
    }

    /** Whether this hold was settled, so that no claim can be made on it. */
    public boolean fences(String token) {
        return fenced.contains(token);
    }

    public Roster fence(String token) {
        List<String> more = new ArrayList<>(fenced);
        more.add(token);
        return new Roster(claims, more);
    }

    /** A claim at the end; an earlier, released one of the same member gives way. */
    public Roster plus(Claim claim) {
        List<Claim> more = new ArrayList<>(claims.size() + 1);
        claims.stream().filter(other -> !other.memberId().equals(claim.memberId())).forEach(more::add);
        more.add(claim);
        return new Roster(more, fenced);
    }

    public Roster with(Claim changed) {
        return each(claim -> claim.memberId().equals(changed.memberId()) ? changed : claim);
    }

    public Roster each(UnaryOperator<Claim> change) {
        return new Roster(claims.stream().map(change).toList(), fenced);
    }

    public int count(Predicate<Claim> which) {
        int found = 0;
        for (Claim claim : claims) {
            if (which.test(claim)) {
                found++;
            }
        }
        return found;
    }
}
