package cn.jinlin.kit.picture;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A WebP file by its chunks (RFC 9649). The one that holds the pixels is kept, as a simple file of its own: without
 * transparency, profile and animation. Lossless ones are refused: a few crafted bytes of them make the decoder build tables
 * for minutes, and without bounds.
 */
final class WebpChunks {
    private static final int HEAD = 12;
    private static final int SIDE = 0x3FFF;
    private static final byte[] VP8_START = {(byte) 0x9D, 0x01, 0x2A};

    private final byte[] file;
    private final ByteBuffer in;
    private Orientation orientation = Orientation.UPRIGHT;
    private int pixels = -1;

    WebpChunks(byte[] file) {
        this.file = file;
        in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    Outline outline() {
        try {
            int end = HEAD - 4 + in.getInt(4);
            if (in.getInt(4) < 0 || end > file.length) {
                throw UnfitPicture.truncated();
            }
            in.position(HEAD);
            while (in.position() + 8 <= end) {
                chunk(end);
            }
            if (pixels < 0) {
                throw UnfitPicture.broken();
            }
            return found();
        } catch (BufferUnderflowException | IndexOutOfBoundsException _) {
            throw UnfitPicture.broken();
        }
    }

    private void chunk(int end) {
        int start = in.position();
        int length = in.getInt(start + 4);
        if (length < 0 || length > end - start - 8) {
            throw UnfitPicture.truncated();
        }
        switch (new String(file, start, 4, StandardCharsets.US_ASCII)) {
            case "VP8 " -> pixels = pixels < 0 ? start : pixels;
            case "VP8L" -> throw UnfitPicture.lossless();
            case "EXIF" -> orientation = Orientation.of(file, start + 8 + ("Exif".equals(text(start + 8)) ? 6 : 0));
            default -> {
            }
        }
        in.position(Math.min(end, start + 8 + length + (length & 1)));
    }

    private String text(int from) {
        return new String(file, from, Math.min(4, file.length - from), StandardCharsets.US_ASCII);
    }

    private Outline found() {
        int at = pixels + 8;
        boolean whole = (file[at] & 1) == 0;
        if (!whole || file[at + 3] != VP8_START[0] || file[at + 4] != VP8_START[1] || file[at + 5] != VP8_START[2]) {
            throw UnfitPicture.broken();
        }
        return simple(in.getShort(at + 6) & SIDE, in.getShort(at + 8) & SIDE);
    }

    private Outline simple(int width, int height) {
        if (width == 0 || height == 0) {
            throw UnfitPicture.broken();
        }
        int length = 8 + in.getInt(pixels + 4);
        int padded = length + (length & 1);
        ByteBuffer head = ByteBuffer.allocate(HEAD).order(ByteOrder.LITTLE_ENDIAN).put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(4 + padded).put("WEBP".getBytes(StandardCharsets.US_ASCII));
        ByteArrayOutputStream kept = new ByteArrayOutputStream(HEAD + padded);
        kept.writeBytes(head.array());
        kept.write(file, pixels, length);
        kept.writeBytes(new byte[padded - length]);
        return new Outline(kept.toByteArray(), width, height, false, orientation);
    }
}
