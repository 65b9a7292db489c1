package cn.jinlin.launcher.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** A file that one process at a time holds; the system frees it when the process ends, however it ends. */
public final class Lock implements AutoCloseable {
    private static final Set<StandardOpenOption> OPEN = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE,
            StandardOpenOption.READ);

    private final FileChannel channel;

    private Lock(FileChannel channel) {
        this.channel = channel;
    }

    /** Nothing when another process, or another part of this one, holds it. */
    public static Optional<Lock> take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, OPEN, PosixFilePermissions.asFileAttribute(Owned.FILE));
        if (held(channel)) {
            return Optional.of(new Lock(channel));
        }
        channel.close();
        return Optional.empty();
    }

    private static boolean held(FileChannel channel) throws IOException {
        try {
            @Nullable
            Object lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        }
    }

    /** The note that the last holder left, or an empty text. */
    public static String note(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** Leaves a note in the file for whoever finds it taken, or comes after a crash. */
    public void note(String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
