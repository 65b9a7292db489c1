package cn.jinlin.kit.picture;

import java.awt.geom.AffineTransform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a camera was held, as its file says (Exif 2.32, tag 0x0112), in the order of the tag's values 1 to 8. */
enum Orientation {
    UPRIGHT(1, 0, 0, 1), MIRRORED(-1, 0, 0, 1), UPSIDE_DOWN(-1, 0, 0, -1), FLIPPED(1, 0, 0, -1), TRANSPOSED(0, 1, 1,
            0), TURNED_RIGHT(0, 1, -1, 0), TRANSVERSED(0, -1, -1, 0), TURNED_LEFT(0, -1, 1, 0);

    private static final int TAG = 0x0112;
    private static final int MOST_TAGS = 200;

    private final int xx;
    private final int yx;
    private final int xy;
    private final int yy;

    Orientation(int xx, int yx, int xy, int yy) {
        this.xx = xx;
        this.yx = yx;
        this.xy = xy;
        this.yy = yy;
    }

    /** Of a TIFF structure that begins at {@code start}; upright where it says nothing that can be read. */
    static Orientation of(byte[] file, int start) {
        try {
            return values()[value(ByteBuffer.wrap(file, start, file.length - start).slice()) - 1];
        } catch (IndexOutOfBoundsException | IllegalArgumentException _) {
            return UPRIGHT;
        }
    }

    private static int value(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int tags = Math.min(tiff.getShort(directory) & 0xFFFF, MOST_TAGS);
        for (int i = 0; i < tags; i++) {
            int entry = directory + 2 + 12 * i;
            if ((tiff.getShort(entry) & 0xFFFF) == TAG) {
                return tiff.getShort(entry + 8);
            }
        }
        return 1;
    }

    boolean swapsSides() {
        return xx == 0;
    }

    /** From the picture as stored, of this size, to the picture as seen. */
    AffineTransform seen(int width, int height) {
        int right = Math.min(0, xx * width) + Math.min(0, xy * height);
        int down = Math.min(0, yx * width) + Math.min(0, yy * height);
        return new AffineTransform(xx, yx, xy, yy, -right, -down);
    }
}
