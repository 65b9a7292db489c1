package cn.jinlin.request.credit;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;

/** Reads QR pictures as a phone does: only by what can be seen. */
public final class Pictures {
    private static final int SCALE = 4;
    private static final Pattern VIEW = Pattern.compile("viewBox=\"0 0 (\\d+) (\\d+)\"");
    private static final Pattern MODULE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");

    private Pictures() {}

    public static String png(byte[] picture) throws Exception {
        return read(ImageIO.read(new ByteArrayInputStream(picture)));
    }

    /** Paints the one path of unit squares that the picture consists of. */
    public static String svg(byte[] picture) throws Exception {
        String text = new String(picture, StandardCharsets.UTF_8);
        Matcher view = VIEW.matcher(text);
        if (!view.find()) {
            throw new IllegalArgumentException(text);
        }
        BufferedImage image = new BufferedImage(Integer.parseInt(view.group(1)) * SCALE,
                Integer.parseInt(view.group(2)) * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D paper = image.createGraphics();
        paper.setColor(Color.WHITE);
        paper.fillRect(0, 0, image.getWidth(), image.getHeight());
        paper.setColor(Color.BLACK);
        for (Matcher module = MODULE.matcher(text); module.find();) {
            paper.fillRect(Integer.parseInt(module.group(1)) * SCALE, Integer.parseInt(module.group(2)) * SCALE, SCALE, SCALE);
        }
        return read(image);
    }

    private static String read(BufferedImage image) throws Exception {
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image))))
                .getText();
    }
}
