package cn.jinlin.kit.test;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

import javax.imageio.ImageIO;

/** Pictures for tests, as cameras and evil-doers make them. */
public final class Pictures {
    /** What no stored picture may still hold. */
    public static final String SECRET = "GPS 24.5753N 118.0972E <script>alert(1)</script>";

    private Pictures() {}

    /** Red on the left, blue on the right. */
    public static byte[] jpeg(int width, int height) {
        return encoded("jpeg", width, height);
    }

    public static byte[] png(int width, int height) {
        return encoded("png", width, height);
    }

    private static byte[] encoded(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width / 2, 0, width - width / 2, height);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A camera's JPEG: with Exif that holds an orientation and a place, with a comment, and with a file glued to its end. */
    public static byte[] fromCamera(int width, int height, int orientation) {
        byte[] plain = jpeg(width, height);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 2);
        byte[] tiff = tiff(orientation);
        segment(out, 0xE1, concat("Exif\0\0".getBytes(StandardCharsets.US_ASCII), tiff));
        segment(out, 0xFE, SECRET.getBytes(StandardCharsets.US_ASCII));
        out.write(plain, 2, plain.length - 2);
        out.writeBytes(SECRET.getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    /** The same in chunks of PNG. */
    public static byte[] pngFromCamera(int width, int height, int orientation) {
        byte[] plain = png(width, height);
        int end = plain.length - 12;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, end);
        chunk(out, "eXIf", tiff(orientation));
        chunk(out, "tEXt", ("Comment\0" + SECRET).getBytes(StandardCharsets.US_ASCII));
        out.write(plain, end, 12);
        out.writeBytes(SECRET.getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    /** A PNG that says it is this large, and holds almost nothing. */
    public static byte[] bomb(int width, int height) {
        byte[] plain = png(4, 4);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 8);
        chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put((byte) 2).array());
        out.write(plain, 33, plain.length - 33);
        return out.toByteArray();
    }

    public static BufferedImage read(byte[] picture) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
            if (image == null) {
                throw new AssertionError("no picture");
            }
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] tiff(int orientation) {
        byte[] secret = SECRET.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(8 + 2 + 24 + 4 + secret.length).put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8)
                .putShort((short) 2).putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation)
                .putShort((short) 0).putShort((short) 0x010E).putShort((short) 2).putInt(secret.length).putInt(38).putInt(0)
                .put(secret).array();
    }

    private static void segment(ByteArrayOutputStream out, int marker, byte[] content) {
        out.write(0xFF);
        out.write(marker);
        out.writeBytes(ByteBuffer.allocate(2).putShort((short) (content.length + 2)).array());
        out.writeBytes(content);
    }

    private static void chunk(ByteArrayOutputStream out, String name, byte[] content) {
        byte[] body = concat(name.getBytes(StandardCharsets.US_ASCII), content);
        CRC32 sum = new CRC32();
        sum.update(body);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(body);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    private static byte[] concat(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }
}
