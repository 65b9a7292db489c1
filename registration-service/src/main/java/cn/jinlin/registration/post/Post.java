package cn.jinlin.registration.post;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A standing post of a community.
 *
 * @param holders who holds it or asks for it now, each member once
 * @param past who held or asked for it before, the newest last, at most {@link #REMEMBERED}
 * @param unsettled those to be looked at: their registration may have ended while they claimed, or they are still to be told
 *        what became of their part
 * @param endedAt empty while it can be held
 */
record Post(String postId, String communityId, Optional<String> compoundId, Offer offer, Instant since, List<Holder> holders,
        List<Past> past, Set<String> unsettled, Optional<Instant> endedAt) {
    static final int MOST_CLAIMS = 200;
    static final int REMEMBERED = 1_000;

    Post {
        holders = List.copyOf(holders);
        past = List.copyOf(past);
        unsettled = Set.copyOf(unsettled);
    }

    enum Kind {
        STAIRWELL_LEAD, POLICY_SPEAKER, PATROL, OTHER
    }

    /**
     * What is offered.
     *
     * @param from when the term begins
     * @param until the first instant at which the term is over
     */
    record Offer(Kind kind, String title, int places, Instant from, Optional<Instant> until) {}

    enum HolderStatus {
        PENDING, CONFIRMED
    }

    /** @param since when it asked, and once confirmed since when it holds the post */
    record Holder(String memberId, HolderStatus status, Instant since) {}

    enum Left {
        REJECTED, GIVEN_UP, DISMISSED, TERM_ENDED, REGISTRATION_ENDED
    }

    /** @param held whether it had been confirmed */
    record Past(String memberId, boolean held, Instant since, Instant until, Left why, Optional<String> reason) {
        Past withoutReason() {
            return new Past(memberId, held, since, until, why, Optional.empty());
        }
    }

    static Post made(String postId, String communityId, Optional<String> compoundId, Offer offer, Instant now) {
        return new Post(postId, communityId, compoundId, offer, now, List.of(), List.of(), Set.of(), Optional.empty());
    }

    boolean open() {
        return endedAt.isEmpty();
    }

    long confirmed() {
        return holders.stream().filter(one -> one.status() == HolderStatus.CONFIRMED).count();
    }

    Optional<Holder> holder(String memberId) {
        return holders.stream().filter(one -> one.memberId().equals(memberId)).findFirst();
    }

    /** When it is to be looked at by itself: at once for whoever has just claimed, else at the end of the term. */
    Optional<Instant> dueAt() {
        if (!unsettled.isEmpty()) {
            return Optional.of(since);
        }
        return open() ? offer.until() : Optional.empty();
    }

    Post claim(String memberId, Instant now) {
        requireOpen(now);
        if (holder(memberId).isPresent()) {
            throw PostRefusal.POST_ALREADY_CLAIMED.because();
        }
        requirePlace();
        if (holders.size() >= offer.places() + MOST_CLAIMS) {
            throw PostRefusal.TOO_MANY_CLAIMS.because();
        }
        return with(Stream.concat(holders.stream(), Stream.of(new Holder(memberId, HolderStatus.PENDING, now))).toList(), past,
                Stream.concat(unsettled.stream(), Stream.of(memberId)).toList());
    }

    Post confirm(String memberId, Instant now) {
        requireOpen(now);
        requirePending(memberId);
        requirePlace();
        return with(
                holders.stream()
                        .map(one -> one.memberId().equals(memberId) ? new Holder(memberId, HolderStatus.CONFIRMED, now) : one)
                        .toList(),
                past, unsettledToo(Set.of(memberId)));
    }

    Post reject(String memberId, Optional<String> reason, Instant now) {
        requireOpen(now);
        requirePending(memberId);
        return leave(Set.of(memberId), Left.REJECTED, reason, now);
    }

    /** These hold it or ask for it no longer, and are to be told unless they wanted it; whoever doesn't changes nothing. */
    Post leave(Set<String> memberIds, Left why, Optional<String> reason, Instant now) {
        Predicate<Holder> leaves = one -> memberIds.contains(one.memberId());
        if (holders.stream().noneMatch(leaves)) {
            return this;
        }
        List<Past> all = Stream.concat(past.stream(),
                holders.stream().filter(leaves).map(one -> new Past(one.memberId(), one.status() == HolderStatus.CONFIRMED,
                        one.since(), now, why, reason)))
                .toList();
        Set<String> leavers = holders.stream().filter(leaves).map(Holder::memberId).collect(Collectors.toSet());
        return with(holders.stream().filter(leaves.negate()).toList(),
                all.subList(Math.max(0, all.size() - REMEMBERED), all.size()),
                why == Left.GIVEN_UP ? settled(leavers) : unsettledToo(leavers));
    }

    /** What officers said of somebody goes; that it was there stays. */
    Post forget(String memberId) {
        return with(holders,
                past.stream().map(one -> one.memberId().equals(memberId) ? one.withoutReason() : one).toList(),
                List.copyOf(unsettled));
    }

    /** Another offer; what is held stays held. */
    Post offer(Offer next, Instant now) {
        requireOpen(now);
        if (next.places() < confirmed()) {
            throw PostRefusal.PLACES_HELD.because(confirmed());
        }
        return new Post(postId, communityId, compoundId, next, since, holders, past, unsettled, endedAt);
    }

    /** Nobody holds it from now on; what ended stays so. */
    Post end(Left why, Instant now) {
        if (!open()) {
            return this;
        }
        Post empty = leave(Set.copyOf(holders.stream().map(Holder::memberId).toList()), why, Optional.empty(), now);
        return new Post(postId, communityId, compoundId, offer, since, empty.holders(), empty.past(), empty.unsettled(),
                Optional.of(now));
    }

    /** Ends it if its term is over. */
    Post asOf(Instant now) {
        return over(now) ? end(Left.TERM_ENDED, offer.until().orElse(now)) : this;
    }

    /** These were looked at. */
    Post settle(Set<String> looked) {
        return with(holders, past, settled(looked));
    }

    private List<String> settled(Set<String> memberIds) {
        return unsettled.stream().filter(one -> !memberIds.contains(one)).toList();
    }

    private List<String> unsettledToo(Set<String> memberIds) {
        return Stream.concat(unsettled.stream(), memberIds.stream()).toList();
    }

    private boolean over(Instant now) {
        return offer.until().filter(end -> !end.isAfter(now)).isPresent();
    }

    private void requireOpen(Instant now) {
        if (!open() || over(now)) {
            throw PostRefusal.POST_ENDED.because(offer.title());
        }
    }

    private void requirePending(String memberId) {
        if (holder(memberId).filter(one -> one.status() == HolderStatus.PENDING).isEmpty()) {
            throw PostRefusal.CLAIM_NOT_PENDING.because();
        }
    }

    private void requirePlace() {
        if (confirmed() >= offer.places()) {
            throw PostRefusal.POST_FULL.because(offer.places());
        }
    }

    private Post with(List<Holder> holders, List<Past> past, List<String> unsettled) {
        return new Post(postId, communityId, compoundId, offer, since, holders, past, Set.copyOf(unsettled), endedAt);
    }
}
