package cn.jinlin.kit.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A JPEG file by its segments (ITU-T T.81, annex B). Comments and application data are left out; of the latter only what
 * says how colours are stored comes back, written anew. What follows the picture's end is not looked at.
 */
final class JpegSegments {
    /** The usual encoders need a dozen; each further one costs a pass over the whole picture. */
    private static final int MOST_SCANS = 64;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JFIF = {(byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};

    private final byte[] file;
    private final ByteArrayOutputStream kept;
    private int at = 2;
    private int width;
    private int height;
    private int scans;
    private Orientation orientation = Orientation.UPRIGHT;

    JpegSegments(byte[] file) {
        this.file = file;
        kept = new ByteArrayOutputStream(file.length);
    }

    Outline outline() {
        kept.write(file, 0, 2);
        while (true) {
            int marker = marker();
            switch (marker) {
                case 0xD9 -> {
                    return end();
                }
                case 0xC0, 0xC1, 0xC2 -> frame();
                case 0xC4, 0xDB, 0xDD -> keep(segment());
                case 0xDA -> scan();
                case 0xE0 -> jfif(segment());
                case 0xE1 -> exif(segment());
                case 0xEE -> adobe(segment());
                case 0xFE -> segment();
                default -> other(marker);
            }
        }
    }

    private Outline end() {
        if (scans == 0) {
            throw UnfitPicture.broken();
        }
        kept.write(0xFF);
        kept.write(0xD9);
        return new Outline(kept.toByteArray(), width, height, false, orientation);
    }

    /** The marker that comes next; any number of 0xFF may stand before it. */
    private int marker() {
        if (octet(at) != 0xFF) {
            throw UnfitPicture.broken();
        }
        while (octet(at) == 0xFF) {
            at++;
        }
        return octet(at++);
    }

    private int octet(int index) {
        if (index >= file.length) {
            throw UnfitPicture.truncated();
        }
        return file[index] & 0xFF;
    }

    /** A segment with its marker, and its length checked. */
    private byte[] segment() {
        int length = octet(at) << 8 | octet(at + 1);
        if (length < 2) {
            throw UnfitPicture.broken();
        }
        if (at + length > file.length) {
            throw UnfitPicture.truncated();
        }
        byte[] segment = Arrays.copyOfRange(file, at - 2, at + length);
        segment[0] = (byte) 0xFF;
        at += length;
        return segment;
    }

    private void keep(byte[] segment) {
        kept.writeBytes(segment);
    }

    /** Arithmetic coding, lossless and hierarchical pictures are decoded by nobody. */
    private void other(int marker) {
        if (marker < 0xE0 || marker > 0xEF) {
            throw UnfitPicture.broken();
        }
        segment();
    }

    private void frame() {
        byte[] frame = segment();
        if (width > 0 || frame.length < 10 || frame[4] != 8) {
            throw UnfitPicture.broken();
        }
        height = (frame[5] & 0xFF) << 8 | frame[6] & 0xFF;
        width = (frame[7] & 0xFF) << 8 | frame[8] & 0xFF;
        if (width == 0 || height == 0) {
            throw UnfitPicture.broken();
        }
        keep(frame);
    }

    private void scan() {
        if (width == 0 || ++scans > MOST_SCANS) {
            throw UnfitPicture.broken();
        }
        keep(segment());
        int from = at;
        while (octet(at) != 0xFF || isData(octet(at + 1))) {
            at++;
        }
        kept.write(file, from, at - from);
    }

    /** A stuffed byte, a restart, or a fill byte. */
    private static boolean isData(int next) {
        return next == 0 || next >= 0xD0 && next <= 0xD7 || next == 0xFF;
    }

    private void jfif(byte[] segment) {
        if (Arrays.equals(segment, 4, Math.min(9, segment.length), JFIF, 4, 9)) {
            keep(JFIF);
        }
    }

    /** It says which colours the numbers mean; fixed length (TN5116). */
    private void adobe(byte[] segment) {
        if (segment.length == 16 && new String(segment, 4, 5, StandardCharsets.US_ASCII).equals("Adobe")) {
            keep(segment);
        }
    }

    private void exif(byte[] segment) {
        if (segment.length > 10 && Arrays.equals(segment, 4, 10, EXIF, 0, 6)) {
            orientation = Orientation.of(segment, 10);
        }
    }
}
