package cn.jinlin.supervision.rebuild;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import cn.jinlin.kit.domain.Refusal;

/** The last rebuild, and how it went. */
sealed interface Rebuild {
    /** Whoever rebuilds says so at least this often. */
    Duration LEASE = Duration.ofMinutes(2);

    String by();

    Instant startedAt();

    /** @param aliveUntil whoever rebuilds has died when it has not said more by then */
    record Running(String by, Instant startedAt, Instant aliveUntil, Progress progress) implements Rebuild {}

    record Done(String by, Instant startedAt, Instant endedAt, Progress progress) implements Rebuild {}

    /** @param cause the kind of fault; what was shown before is still shown, or partly replaced by the same again */
    record Failed(String by, Instant startedAt, Instant endedAt, String cause) implements Rebuild {}

    /**
     * @param events read from the topics
     * @param days of the past that were counted
     */
    record Progress(long events, int days) {}

    /** Why a rebuild does not start. */
    enum No implements Refusal {
        REBUILD_RUNNING;

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /** @throws cn.jinlin.kit.domain.Refused while another one is under way */
    static Running start(Optional<Rebuild> last, String by, Instant now) {
        if (last.filter(Running.class::isInstance).map(Running.class::cast)
                .filter(running -> now.isBefore(running.aliveUntil())).isPresent()) {
            throw No.REBUILD_RUNNING.because();
        }
        return new Running(by, now, now.plus(LEASE), new Progress(0, 0));
    }

    /** The same, as long as nobody took it over. */
    default Rebuild goesOn(Instant startedAt, Progress progress, Instant now) {
        return this instanceof Running running && running.startedAt().equals(startedAt)
                ? new Running(running.by(), startedAt, now.plus(LEASE), progress)
                : this;
    }

    default Rebuild done(Instant startedAt, Progress progress, Instant now) {
        return startedAt().equals(startedAt) ? new Done(by(), startedAt, now, progress) : this;
    }

    default Rebuild failed(Instant startedAt, String cause, Instant now) {
        return startedAt().equals(startedAt) ? new Failed(by(), startedAt, now, cause) : this;
    }
}
