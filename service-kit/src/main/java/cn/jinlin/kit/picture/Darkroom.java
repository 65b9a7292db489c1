package cn.jinlin.kit.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import cn.jinlin.kit.domain.Invalid;

/** Decodes a picture and makes it anew. What the decoder stumbles over is a broken picture, whatever it throws. */
final class Darkroom {
    private static final float QUALITY = 0.85f;

    private final PictureType type;

    Darkroom(PictureType type) {
        this.type = type;
    }

    Picture develop(Outline outline) {
        BufferedImage whole = upright(decoded(outline), outline.orientation());
        return new Picture(jpeg(whole), jpeg(scaled(whole, PictureIntake.THUMBNAIL)), whole.getWidth(), whole.getHeight());
    }

    private BufferedImage decoded(Outline outline) {
        ImageReader reader = type.decoder();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(outline.pixels()))) {
            reader.setInput(in, true, true);
            reader.addIIOReadWarningListener((_, warning) -> {
                if (tellsOfDamage(warning)) {
                    throw UnfitPicture.broken();
                }
            });
            ImageReadParam param = reader.getDefaultReadParam();
            int step = step(outline);
            param.setSourceSubsampling(step, step, 0, 0);
            return scaled(reader.read(0, param), PictureIntake.LONGEST);
        } catch (Invalid refusal) {
            throw refusal;
        } catch (IOException | RuntimeException _) {
            throw UnfitPicture.broken();
        } finally {
            reader.dispose();
        }
    }

    /** The decoder of JPEG reads on over missing data, and says so; remarks on oddities are none of this. */
    private static boolean tellsOfDamage(String warning) {
        String plain = warning.toLowerCase(Locale.ROOT);
        return plain.contains("premature end") || plain.contains("corrupt") && !plain.contains("extraneous");
    }

    /** Leaves pixels out as they are read, so that what is decoded stays small; scaling then does the rest. */
    private static int step(Outline outline) {
        int longest = Math.max(outline.width(), outline.height());
        int whole = longest / PictureIntake.LONGEST;
        return Math.max(1, outline.deep() && longest > PictureIntake.LONGEST ? whole + 1 : whole);
    }

    /** At most this long, on white; by halves, so that every pixel counts. */
    private static BufferedImage scaled(BufferedImage image, int longest) {
        BufferedImage half = image;
        while (Math.max(half.getWidth(), half.getHeight()) > 2 * longest) {
            half = drawn(half, Math.max(1, half.getWidth() / 2), Math.max(1, half.getHeight() / 2));
        }
        double by = Math.min(1, (double) longest / Math.max(half.getWidth(), half.getHeight()));
        return drawn(half, Math.max(1, (int) Math.round(half.getWidth() * by)),
                Math.max(1, (int) Math.round(half.getHeight() * by)));
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height) {
        AffineTransform scale = AffineTransform.getScaleInstance((double) width / image.getWidth(),
                (double) height / image.getHeight());
        return drawn(image, width, height, scale);
    }

    private static BufferedImage upright(BufferedImage image, Orientation orientation) {
        if (orientation == Orientation.UPRIGHT) {
            return image;
        }
        int width = orientation.swapsSides() ? image.getHeight() : image.getWidth();
        int height = orientation.swapsSides() ? image.getWidth() : image.getHeight();
        return drawn(image, width, height, orientation.seen(image.getWidth(), image.getHeight()));
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height, AffineTransform transform) {
        BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = canvas.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, transform, null);
        graphics.dispose();
        return canvas;
    }

    private static byte[] jpeg(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
