package cn.jinlin.registration.imports;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.security.Role;
import cn.jinlin.registration.sheet.Sheets.Format;

/**
 * A table on its way into the district. Whoever works on it holds it until a time and says how far it came; when that time
 * passes, anybody takes it up where it stood. It holds nothing of what the table says.
 *
 * @param confirmed whether the registrations count at once, as far as the sender may speak for their communities
 */
record ImportJob(String jobId, Sender sender, Source source, boolean confirmed, Instant sentAt, Progress progress, Stage stage) {
    /** How long a worker may be silent. */
    static final Duration LEASE = Duration.ofSeconds(15);
    /** Takings in a row that came to nothing; then something is wrong with the job itself. */
    static final int TRIES = 5;

    /** Who sent it, with the claims of the token it was sent with. */
    record Sender(String subject, Set<Role> roles, Optional<String> unitId, Set<String> communityIds) {
        static Sender of(Caller caller) {
            return new Sender(caller.subject(), caller.roles(), caller.unitId(), caller.communityIds());
        }

        Caller caller() {
            return new Caller(subject, roles, Optional.empty(), unitId, communityIds, Optional.empty(), Optional.empty());
        }
    }

    /** @param rows below the header */
    record Source(Format format, long bytes, int rows) {}

    /** @param line up to which, and with which, everything is dealt with; 0 before the first */
    record Progress(int line, int imported, int updated, int unchanged, int refused) {
        static final Progress NONE = new Progress(0, 0, 0, 0, 0);

        int read() {
            return imported + updated + unchanged + refused;
        }
    }

    sealed interface Stage {}

    record Queued() implements Stage {}

    /** @param tries takings since the last progress, this one included */
    record Running(String holder, Instant until, int tries) implements Stage {}

    record Done(Instant at) implements Stage {}

    record Failed(Instant at) implements Stage {}

    static ImportJob sent(String jobId, Sender sender, Source source, boolean confirmed, Instant now) {
        return new ImportJob(jobId, sender, source, confirmed, now, Progress.NONE, new Queued());
    }

    /** Takes it up; given up instead after too many tries. */
    ImportJob taken(String holder, Instant now) {
        return switch (stage) {
            case Queued _ -> at(new Running(holder, now.plus(LEASE), 1));
            case Running running when running.until().isAfter(now) -> throw ImportRefusal.IMPORT_HELD.because();
            case Running running when running.tries() >= TRIES -> at(new Failed(now));
            case Running running -> at(new Running(holder, now.plus(LEASE), running.tries() + 1));
            case Done _,Failed _ -> throw ImportRefusal.IMPORT_ENDED.because();
        };
    }

    /** How far the holder has come. */
    ImportJob advanced(String holder, Progress next, Instant now) {
        require(holder);
        return new ImportJob(jobId, sender, source, confirmed, sentAt, next, new Running(holder, now.plus(LEASE), 0));
    }

    ImportJob done(String holder, Instant now) {
        require(holder);
        return at(new Done(now));
    }

    /** The holder cannot go on now; from {@code next} on anybody may. */
    ImportJob givenBack(String holder, Instant next) {
        return at(new Running(holder, next, require(holder).tries()));
    }

    boolean isHeldBy(String holder) {
        return stage instanceof Running running && running.holder().equals(holder);
    }

    boolean isOver() {
        return switch (stage) {
            case Queued _,Running _ -> false;
            case Done _,Failed _ -> true;
        };
    }

    /** When somebody has to take it up. */
    Optional<Instant> dueAt() {
        return switch (stage) {
            case Queued _ -> Optional.of(sentAt);
            case Running running -> Optional.of(running.until());
            case Done _,Failed _ -> Optional.empty();
        };
    }

    /** The id of the member whom this line makes: the same whenever it is dealt with, growing with the lines. */
    String memberId(int line) {
        UUID job = UUID.fromString(jobId);
        int digest = ByteBuffer.wrap(sha256(jobId)).getInt();
        long low = 0x8000_0000_0000_0000L | (digest & 0x3FFF_FFFFL) << Integer.SIZE | line;
        return new UUID(job.getMostSignificantBits(), low).toString();
    }

    private Running require(String holder) {
        if (stage instanceof Running running && running.holder().equals(holder)) {
            return running;
        }
        throw ImportRefusal.IMPORT_HELD.because();
    }

    private ImportJob at(Stage next) {
        return new ImportJob(jobId, sender, source, confirmed, sentAt, progress, next);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
