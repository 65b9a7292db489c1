package cn.jinlin.supervision.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a client wants the feed brought, and how far that has come. Whoever delivers holds a turn; what becomes of a turn counts only
 * while no later one was taken and nobody paused or replayed meanwhile.
 */
record Subscription(About about, Status status, Secrets secrets, Progress progress) {
    enum Status {
        ACTIVE, PAUSED, DELETED
    }

    /**
     * @param types empty for all
     * @param communityIds empty for all
     * @param place which of the places that a client has; no two of its subscriptions have the same
     */
    record About(String subscriptionId, String clientId, String url, List<String> types, List<String> communityIds,
            int place, Instant createdAt) {
        About {
            types = List.copyOf(types);
            communityIds = List.copyOf(communityIds);
        }
    }

    /**
     * Encrypted.
     *
     * @param previous signs too until {@code previousUntil}, so that a receiver can change over
     */
    record Secrets(String current, Optional<String> previous, Optional<Instant> previousUntil) {
        static Secrets of(String first) {
            return new Secrets(first, Optional.empty(), Optional.empty());
        }

        Secrets rotated(String next, Instant until) {
            return new Secrets(next, Optional.of(current), Optional.of(until));
        }

        List<String> at(Instant now) {
            return previous.filter(_ -> previousUntil.filter(now::isBefore).isPresent()).map(old -> List.of(current, old))
                    .orElse(List.of(current));
        }
    }

    /**
     * @param position the offset up to which everything was dealt with; -1 for nothing
     * @param since from when on what waits here counts as waiting
     * @param attempts that failed since the last one that did not
     * @param notBefore when the next attempt may be made
     * @param turn grows with every turn, pause and replay
     */
    record Progress(long position, Instant since, int attempts, Instant notBefore, Optional<String> lastError, long turn) {}

    static Subscription made(About about, String secret, long position) {
        return new Subscription(about, Status.ACTIVE, Secrets.of(secret),
                new Progress(position, about.createdAt(), 0, about.createdAt(), Optional.empty(), 0));
    }

    boolean isDue(Instant now) {
        return status == Status.ACTIVE && !progress.notBefore().isAfter(now);
    }

    /** A turn is taken; it lapses with the lease. */
    Subscription taken(Instant now, Duration lease) {
        return with(status, new Progress(progress.position(), progress.since(), progress.attempts(), now.plus(lease),
                progress.lastError(), progress.turn() + 1));
    }

    /** Everything up to a position was dealt with. */
    Subscription delivered(long turn, long position, Instant now) {
        return inTurn(turn, new Progress(position, progress.since(), 0, now, Optional.empty(), turn));
    }

    /** What follows the position could not be delivered. */
    Subscription failed(long turn, long position, String error, Instant nextAttempt) {
        return inTurn(turn,
                new Progress(position, progress.since(), progress.attempts() + 1, nextAttempt, Optional.of(error), turn));
    }

    /** What follows the position was not tried. */
    Subscription postponed(long turn, long position, Instant nextAttempt) {
        return inTurn(turn,
                new Progress(position, progress.since(), progress.attempts(), nextAttempt, progress.lastError(), turn));
    }

    Subscription paused() {
        if (status == Status.PAUSED) {
            throw WebhookRefusal.SUBSCRIPTION_PAUSED.because();
        }
        return with(Status.PAUSED, progress);
    }

    /** What waited meanwhile counts as waiting from now on. */
    Subscription resumed(Instant now) {
        if (status != Status.PAUSED) {
            throw WebhookRefusal.SUBSCRIPTION_NOT_PAUSED.because();
        }
        return with(Status.ACTIVE, from(progress.position(), now));
    }

    /** Everything after the position comes again, or for the first time. */
    Subscription replayed(long position, Instant now) {
        return with(status, from(position, now));
    }

    Subscription rotated(String secret, Instant previousUntil) {
        return new Subscription(about, status, secrets.rotated(secret, previousUntil), progress);
    }

    Subscription deleted() {
        return with(Status.DELETED, progress);
    }

    private Progress from(long position, Instant now) {
        return new Progress(position, now, 0, now, Optional.empty(), progress.turn() + 1);
    }

    private Subscription inTurn(long turn, Progress next) {
        return turn == progress.turn() ? with(status, next) : this;
    }

    private Subscription with(Status next, Progress moved) {
        return new Subscription(about, next, secrets, moved);
    }
}
