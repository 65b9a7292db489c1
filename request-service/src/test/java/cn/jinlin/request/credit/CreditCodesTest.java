package cn.jinlin.request.credit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import org.junit.jupiter.api.Test;

import cn.jinlin.request.order.ScannedCode;

import static org.assertj.core.api.Assertions.assertThat;

class CreditCodesTest {
    private static final ScannedCode SAYS = new ScannedCode("order", "acceptance", Instant.parse("2026-05-16T10:02:00Z"));
    private static final SecretKey KEY = key(1);
    private static final String CODE = new CreditCodes().write("2026-05-16", KEY, SAYS);

    private static SecretKey key(int filling) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) filling);
        return new SecretKeySpec(bytes, CreditCodes.ALGORITHM);
    }

    private static Optional<ScannedCode> read(String code) {
        return new CreditCodes().read(code, id -> Optional.ofNullable(Map.of("2026-05-16", KEY).get(id)));
    }

    @Test
    void saysWhatWasSigned() {
        assertThat(read(CODE)).contains(SAYS);
    }

    @Test
    void isWorthNothingWithAnyCharacterChanged() {
        for (int i = 0; i < CODE.length(); i++) {
            char other = CODE.charAt(i) == 'A' ? 'Q' : 'A';
            String forged = CODE.substring(0, i) + other + CODE.substring(i + 1);
            assertThat(read(forged)).as(forged).isEmpty();
        }
    }

    @Test
    void isWorthNothingWhenSignedWithAnotherKeyOrAnUnknownOne() {
        assertThat(read(new CreditCodes().write("2026-05-16", key(2), SAYS))).isEmpty();
        assertThat(read(new CreditCodes().write("2026-05-17", KEY, SAYS))).isEmpty();
    }

    @Test
    void refusesGarbageWithoutAFault() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            assertThat(read(new String(bytes, StandardCharsets.ISO_8859_1))).isEmpty();
        }
        assertThat(read(".")).isEmpty();
        assertThat(read("x".repeat(1_000))).isEmpty();
    }

    @Test
    void canBeReadFromItsPicture() throws Exception {
        var image = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(new CodePicture().png(CODE)));
        var bitmap = new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image)));
        assertThat(new QRCodeReader().decode(bitmap).getText()).isEqualTo(CODE);
        assertThat(new String(new CodePicture().svg(CODE), StandardCharsets.UTF_8)).startsWith("<svg").contains("<path d=\"M");
    }
}
