package cn.jinlin.supervision.exemplar;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import cn.jinlin.events.SupervisionEvent.Channel;

/**
 * An exemplar on one channel. What is under way is worked on when it is due; whoever works on it pushes {@code dueAt} ahead
 * first, so that nobody else does at the same time.
 *
 * @param ticket what the last step left
 * @param receipt by which the channel takes it back
 * @param tries in a row that failed
 * @param fault why the last one failed; names nobody
 */
record Publication(Channel channel, Standing standing, Optional<String> ticket, Optional<String> receipt, Optional<String> url,
        int tries, Optional<String> fault, Optional<Instant> dueAt, Instant since) {
    static final int MOST_TRIES = 12;
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int DOUBLINGS = 10;

    /** How far it is. */
    enum Standing {
        /** On its way to the channel. */
        QUEUED,
        /** Can be read there. */
        LIVE,
        /** The channel did not take it. */
        FAILED,
        /** On its way back; tried until it succeeds. */
        LEAVING,
        /** Not there, or not any more. */
        GONE
    }

    static Publication queued(Channel channel, Instant at) {
        return new Publication(channel, Standing.QUEUED, Optional.empty(), Optional.empty(), Optional.empty(), 0,
                Optional.empty(), Optional.of(at), at);
    }

    boolean isDue(Instant now) {
        return dueAt.filter(due -> !due.isAfter(now)).isPresent();
    }

    /** Worked on by somebody until then. */
    Publication taken(Instant until) {
        return new Publication(channel, standing, ticket, receipt, url, tries, fault, Optional.of(until), since);
    }

    /** A step went well and another one follows; where it was to leave meanwhile, that is the next one. */
    Publication underway(String next, Instant due) {
        return new Publication(channel, leaves() ? Standing.LEAVING : standing, Optional.of(next), receipt, url, 0,
                Optional.empty(), Optional.of(due), since);
    }

    /** It went live; where it was to leave meanwhile, it leaves at once. */
    Publication live(String by, Optional<String> at, Instant now) {
        return new Publication(channel, leaves() ? Standing.LEAVING : Standing.LIVE, ticket, Optional.of(by), at, 0,
                Optional.empty(), leaves() ? Optional.of(now) : Optional.empty(), now);
    }

    /** It has to be taken back. */
    Publication leaving(Instant now) {
        return switch (standing) {
            case QUEUED, LIVE, FAILED -> new Publication(channel, Standing.LEAVING, ticket, receipt, url, 0, Optional.empty(),
                    Optional.of(now), now);
            case LEAVING, GONE -> this;
        };
    }

    Publication gone(Instant now) {
        return new Publication(channel, Standing.GONE, ticket, receipt, Optional.empty(), 0, Optional.empty(), Optional.empty(),
                now);
    }

    /** A step failed: it is tried again later and later; publishing, but not taking back, is given up in the end. */
    Publication failed(String why, boolean lasting, Instant now) {
        if (standing == Standing.GONE) {
            return this;
        }
        boolean givenUp = standing == Standing.QUEUED && (lasting || tries + 1 >= MOST_TRIES);
        return new Publication(channel, givenUp ? Standing.FAILED : standing, ticket, receipt, url, tries + 1, Optional.of(why),
                givenUp ? Optional.empty() : Optional.of(now.plus(pause(tries))), since);
    }

    private boolean leaves() {
        return standing == Standing.LEAVING || standing == Standing.GONE;
    }

    private static Duration pause(int tries) {
        Duration pause = SHORTEST.multipliedBy(1L << Math.min(tries, DOUBLINGS));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
