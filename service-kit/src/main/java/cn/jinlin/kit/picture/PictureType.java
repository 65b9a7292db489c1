package cn.jinlin.kit.picture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;

/** The kinds of picture that are taken, told by their first bytes; a name or a declared type is not believed. */
enum PictureType {
    JPEG("image/jpeg") {
        @Override
        boolean begins(byte[] file) {
            return starts(file, 0, (byte) 0xFF, (byte) 0xD8, (byte) 0xFF);
        }

        @Override
        Outline outline(byte[] file) {
            return new JpegSegments(file).outline();
        }

        @Override
        ImageReader decoder() {
            return ImageIO.getImageReadersByFormatName("jpeg").next();
        }
    },
    PNG("image/png") {
        @Override
        boolean begins(byte[] file) {
            return starts(file, 0, PngChunks.SIGNATURE);
        }

        @Override
        Outline outline(byte[] file) {
            return new PngChunks(file).outline();
        }

        @Override
        ImageReader decoder() {
            return ImageIO.getImageReadersByFormatName("png").next();
        }
    },
    WEBP("image/webp") {
        @Override
        boolean begins(byte[] file) {
            return starts(file, 0, "RIFF".getBytes(StandardCharsets.US_ASCII))
                    && starts(file, 8, "WEBP".getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        Outline outline(byte[] file) {
            return new WebpChunks(file).outline();
        }

        // asked of the library itself: the JDK's search for it depends on the calling thread's class loader
        @Override
        ImageReader decoder() {
            return new WebPImageReaderSpi().createReaderInstance(null);
        }
    };

    /** As refusals name them. */
    static final String TAKEN = "image/jpeg, image/png, image/webp";

    private final String mediaType;

    PictureType(String mediaType) {
        this.mediaType = mediaType;
    }

    static Optional<PictureType> of(byte[] file) {
        return Stream.of(values()).filter(type -> type.begins(file)).findFirst();
    }

    String mediaType() {
        return mediaType;
    }

    abstract boolean begins(byte[] file);

    /** What decoding it would mean, without decoding it; throws {@link UnfitPicture}'s refusals. */
    abstract Outline outline(byte[] file);

    abstract ImageReader decoder();

    private static boolean starts(byte[] file, int at, byte... magic) {
        return file.length >= at + magic.length && Arrays.equals(file, at, at + magic.length, magic, 0, magic.length);
    }
}
