package cn.jinlin.kit.picture;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A PNG file by its chunks (ISO/IEC 15948); only those that hold pixels, palette and transparency are kept. */
final class PngChunks {
    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int NAME_AND_SUM = 8;

    private final byte[] file;
    private final ByteBuffer in;
    private final ByteArrayOutputStream kept;
    private int width;
    private int height;
    private int depth;
    private boolean pixels;
    private Orientation orientation = Orientation.UPRIGHT;

    PngChunks(byte[] file) {
        this.file = file;
        in = ByteBuffer.wrap(file);
        kept = new ByteArrayOutputStream(file.length);
    }

    Outline outline() {
        keep(0, SIGNATURE.length);
        in.position(SIGNATURE.length);
        try {
            String name = "";
            while (!name.equals("IEND")) {
                name = chunk();
            }
        } catch (BufferUnderflowException _) {
            throw UnfitPicture.truncated();
        }
        if (!pixels) {
            throw UnfitPicture.broken();
        }
        return new Outline(kept.toByteArray(), width, height, depth > 8, orientation);
    }

    private String chunk() {
        int start = in.position();
        int length = in.getInt();
        if (length < 0 || length > in.remaining() - NAME_AND_SUM) {
            throw UnfitPicture.truncated();
        }
        String name = new String(file, start + 4, 4, StandardCharsets.US_ASCII);
        in.position(start + 8 + length);
        if (sum(start + 4, length + 4) != in.getInt()) {
            throw UnfitPicture.broken();
        }
        take(name, start, length);
        return name;
    }

    private int sum(int from, int length) {
        CRC32 sum = new CRC32();
        sum.update(file, from, length);
        return (int) sum.getValue();
    }

    private void take(String name, int start, int length) {
        if (width == 0) {
            header(name, start, length);
        }
        switch (name) {
            case "IHDR", "PLTE", "tRNS", "IEND" -> keep(start, length + 12);
            case "IDAT" -> {
                pixels = true;
                keep(start, length + 12);
            }
            case "eXIf" -> orientation = Orientation.of(file, start + 8);
            default -> {
                if (Character.isUpperCase(name.charAt(0))) {
                    throw UnfitPicture.broken();
                }
            }
        }
    }

    private void header(String name, int start, int length) {
        if (!name.equals("IHDR") || length != 13) {
            throw UnfitPicture.broken();
        }
        width = in.getInt(start + 8);
        height = in.getInt(start + 12);
        depth = file[start + 16];
        if (width <= 0 || height <= 0) {
            throw UnfitPicture.broken();
        }
    }

    private void keep(int from, int length) {
        kept.write(file, from, length);
    }
}
