package cn.jinlin.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * A process of this machine, told apart from a later one with the same pid by its start.
 *
 * @param startedAt milliseconds since the epoch; 0 when the process was gone before its start could be read
 */
public record Running(long pid, long startedAt) {
    /** The start is counted from the machine's boot, whose own time may be corrected by a second while it runs. */
    private static final long CLOCK_SLACK_MS = 2_000;
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    public static Running of(ProcessHandle handle) {
        return new Running(handle.pid(), handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    public static Running self() {
        return of(ProcessHandle.current());
    }

    public boolean alive() {
        return handle().isPresent();
    }

    /** The live process, or nothing when it ended, is only a zombie, or its pid belongs to another by now. */
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::sameStart).filter(found -> !zombie());
    }

    private boolean sameStart(ProcessHandle found) {
        long start = of(found).startedAt();
        return start != 0 && Math.abs(start - startedAt) <= CLOCK_SLACK_MS;
    }

    /** Where nobody collects the dead (a container without an init), they keep their pid for ever. */
    private boolean zombie() {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            String text = Files.readString(stat);
            return text.startsWith(") Z", text.lastIndexOf(')'));
        } catch (IOException | IllegalArgumentException noSuchFile) {
            return false;
        }
    }

    /** Asks all of them to end, waits at most {@code grace} for all together, and kills what is left. */
    public static void end(Collection<Running> processes, Duration grace) {
        processes.forEach(one -> one.handle().ifPresent(ProcessHandle::destroy));
        if (Patience.until(grace, () -> processes.stream().noneMatch(Running::alive))) {
            return;
        }
        processes.forEach(one -> one.handle().ifPresent(ProcessHandle::destroyForcibly));
        Patience.until(AFTER_KILL, () -> processes.stream().noneMatch(Running::alive));
    }
}
