package cn.jinlin.kit.picture;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.domain.KitRefusal;

/**
 * Turns a file into a {@link Picture}, or refuses it by name: {@link Invalid} of the field {@code file} with NOT_A_PICTURE,
 * TYPE_MISMATCH, LOSSLESS_WEBP, TRUNCATED, BROKEN_PICTURE or TOO_MANY_PIXELS. Few at a time, as the memory allows, whoever sends how many.
 */
public final class PictureIntake {
    /** In bytes, of a file that is taken. */
    public static final int LARGEST = 5 * 1024 * 1024;
    /** In pixels, of what is kept: enough to read a sign across a street. */
    public static final int LONGEST = 2_560;
    /** In pixels. */
    public static final int THUMBNAIL = 320;
    /** Of a file that is taken; counted before anything is decoded. */
    static final int MOST_PIXELS = 25_000_000;
    private static final long MEMORY_FOR_ONE = 256L * 1024 * 1024;
    private static final int MOST_AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Semaphore places = new Semaphore(
            (int) Math.clamp(Runtime.getRuntime().maxMemory() / MEMORY_FOR_ONE, 1, MOST_AT_ONCE), true);

    /**
     * @param declared the media type that the sender gave; when it names anything but the file's own type, the file lies.
     *        {@code application/octet-stream} names nothing
     */
    public Picture take(byte[] file, Optional<String> declared) {
        PictureType type = type(file, declared.map(PictureIntake::plain));
        Outline outline = type.outline(file);
        if ((long) outline.width() * outline.height() > MOST_PIXELS) {
            throw UnfitPicture.tooManyPixels(MOST_PIXELS);
        }
        waitForPlace();
        try {
            return new Darkroom(type).develop(outline);
        } finally {
            places.release();
        }
    }

    private static PictureType type(byte[] file, Optional<String> declared) {
        if (file.length == 0) {
            throw UnfitPicture.empty();
        }
        PictureType type = PictureType.of(file).orElseThrow(UnfitPicture::noPicture);
        declared.filter(said -> !said.equals(type.mediaType()) && !said.equals("application/octet-stream"))
                .ifPresent(said -> {
                    throw UnfitPicture.otherThanDeclared(said, type);
                });
        return type;
    }

    private static String plain(String mediaType) {
        String plain = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return plain.equals("image/jpg") ? "image/jpeg" : plain;
    }

    private void waitForPlace() {
        try {
            if (places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw KitRefusal.BUSY.because().retryAfter(Duration.ofSeconds(2));
    }
}
