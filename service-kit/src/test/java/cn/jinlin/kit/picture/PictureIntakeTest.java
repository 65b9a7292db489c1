package cn.jinlin.kit.picture;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.test.Pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PictureIntakeTest {
    private final PictureIntake intake = new PictureIntake();

    private Picture take(byte[] file) {
        return intake.take(file, Optional.empty());
    }

    private void refuses(byte[] file, String declared, String code) {
        assertThatThrownBy(() -> intake.take(file, Optional.of(declared).filter(it -> !it.isEmpty())))
                .isInstanceOfSatisfying(Invalid.class, invalid -> assertThat(invalid.errors())
                        .extracting(FieldError::field, FieldError::code).containsExactly(
                                org.assertj.core.groups.Tuple.tuple("file", code)));
    }

    private static byte[] resource(String name) {
        try (InputStream in = PictureIntakeTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, byte[]> valid() {
        return new TreeMap<>(Map.of("jpeg", Pictures.fromCamera(48, 32, 6), "png", Pictures.pngFromCamera(48, 32, 8), "webp",
                resource("lossy.webp")));
    }

    @Test
    void keepsThePixelsAndNothingElse() {
        valid().forEach((name, file) -> {
            Picture picture = take(file);
            for (byte[] kept : new byte[][]{picture.whole(), picture.thumbnail()}) {
                assertThat(new String(kept, StandardCharsets.ISO_8859_1)).as(name).doesNotContain("GPS", "script", "Exif");
                assertThat(Pictures.read(kept).getWidth()).isPositive();
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"1, 64, 32, 0, 0", "2, 64, 32, 63, 0", "3, 64, 32, 63, 31", "4, 64, 32, 0, 31", "5, 32, 64, 0, 0",
        "6, 32, 64, 31, 0", "7, 32, 64, 31, 63", "8, 32, 64, 0, 63"})
    void turnsItAsTheCameraWasHeld(int orientation, int width, int height, int redX, int redY) {
        for (byte[] file : new byte[][]{Pictures.fromCamera(64, 32, orientation), Pictures.pngFromCamera(64, 32, orientation)}) {
            Picture picture = take(file);
            BufferedImage seen = Pictures.read(picture.whole());
            assertThat(new int[]{picture.width(), picture.height(), seen.getWidth(), seen.getHeight()})
                    .containsExactly(width, height, width, height);
            assertThat(new Color(seen.getRGB(redX, redY)).getRed()).isGreaterThan(200);
            assertThat(new Color(seen.getRGB(width - 1 - redX, height - 1 - redY)).getBlue()).isGreaterThan(200);
        }
    }

    @Test
    void turnsWebpToo() {
        Picture picture = take(resource("lossy.webp"));
        assertThat(new int[]{picture.width(), picture.height()}).containsExactly(48, 64);
    }

    @Test
    void keepsItAsLargeAsIsUseful() {
        Picture large = take(Pictures.jpeg(5_700, 1_200));
        assertThat(new int[]{large.width(), large.height()}).containsExactly(2_560, 539);
        assertThat(Pictures.read(large.thumbnail()).getWidth()).isEqualTo(320);

        Picture small = take(Pictures.png(1, 1));
        assertThat(new int[]{small.width(), small.height()}).containsExactly(1, 1);
        assertThat(Pictures.read(take(Pictures.jpeg(4_000, 1)).thumbnail()).getHeight()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "<!doctype html><script>alert(1)</script>", "GIF89a\1\0\1\0", "%PDF-1.7", "BM......", "MZ", "#!/bin/sh", "RIFF....WAVE",
        "\u00FF\u00D8", "x"})
    void refusesWhatIsNoPicture(String text) {
        refuses(text.getBytes(StandardCharsets.ISO_8859_1), "", "NOT_A_PICTURE");
        refuses(text.getBytes(StandardCharsets.ISO_8859_1), "image/jpeg", "NOT_A_PICTURE");
    }

    @Test
    void refusesAFileThatLiesAboutItsType() {
        refuses(new byte[0], "image/png", "REQUIRED");
        refuses(Pictures.jpeg(8, 8), "image/png", "TYPE_MISMATCH");
        refuses(Pictures.png(8, 8), "text/html", "TYPE_MISMATCH");
        assertThat(intake.take(Pictures.jpeg(8, 8), Optional.of("image/JPG; q=1")).width()).isEqualTo(8);
        assertThat(intake.take(Pictures.jpeg(8, 8), Optional.of("application/octet-stream")).width()).isEqualTo(8);
    }

    @Test
    void refusesAFileThatEndsTooEarlyWhereverThatIs() {
        valid().forEach((name, file) -> {
            int end = name.equals("jpeg") || name.equals("png") ? file.length - Pictures.SECRET.length() : file.length;
            for (int length = 20; length < end; length++) {
                byte[] part = Arrays.copyOf(file, length);
                assertThatThrownBy(() -> take(part)).as(name + " cut at " + length + " of " + end).isInstanceOf(Invalid.class);
            }
        });
    }

    @Test
    void refusesAJpegThatOnlyPretendsToEnd() {
        byte[] whole = Pictures.jpeg(256, 256);
        byte[] part = Arrays.copyOf(whole, 700);
        part[698] = (byte) 0xFF;
        part[699] = (byte) 0xD9;
        refuses(part, "", "BROKEN_PICTURE");
    }

    @Test
    void refusesLosslessWebp() {
        refuses(resource("lossless.webp"), "image/webp", "LOSSLESS_WEBP");
    }

    @Test
    void refusesWhatWouldUnpackToTooMuch() {
        refuses(Pictures.bomb(50_000, 50_000), "", "TOO_MANY_PIXELS");
        refuses(Pictures.bomb(Integer.MAX_VALUE, Integer.MAX_VALUE), "", "TOO_MANY_PIXELS");
        byte[] jpeg = Pictures.jpeg(16, 16);
        int frame = new String(jpeg, StandardCharsets.ISO_8859_1).indexOf("\u00FF\u00C0");
        Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xFF);
        refuses(jpeg, "", "TOO_MANY_PIXELS");
    }

    @Test
    void whateverIsDoneToAPictureItIsTakenOrRefusedByName() {
        Random random = new Random(350_211);
        valid().forEach((name, file) -> {
            for (int round = 0; round < 400; round++) {
                byte[] mutant = mutated(file, random);
                try {
                    Picture picture = take(mutant);
                    assertThat((long) picture.width() * picture.height()).isPositive();
                } catch (Invalid refusal) {
                    assertThat(refusal.errors()).hasSize(1);
                } catch (RuntimeException | Error e) {
                    throw new AssertionError(name + " in round " + round + ": " + Base64.getEncoder().encodeToString(mutant), e);
                }
            }
        });
    }

    private static byte[] mutated(byte[] file, Random random) {
        byte[] mutant = file.clone();
        for (int times = 1 + random.nextInt(6); times > 0; times--) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(4)) {
                case 0 -> mutant[at] = (byte) random.nextInt();
                case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> Arrays.fill(mutant, at, Math.min(mutant.length, at + random.nextInt(16)), (byte) 0xFF);
                default -> System.arraycopy(file, random.nextInt(file.length - 8), mutant, Math.min(at, mutant.length - 8), 8);
            }
        }
        return mutant;
    }
}
