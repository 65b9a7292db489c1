package cn.jinlin.kit.print;

import java.awt.image.BufferedImage;
import java.util.Map;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PressTest {
    private static final int DPI = 60;

    private final Press press = new Press();
    private final PageTemplate page = PageTemplate.read(PressTest.class, "/print/page.html");

    @Test
    void embedsTheCharactersThatItUsesAndShowsThem() throws Exception {
        try (PDDocument named = Loader.loadPDF(print("问题整改通报"));
                PDDocument blank = Loader.loadPDF(print(""))) {
            for (var name : named.getPage(0).getResources().getFontNames()) {
                PDFont font = named.getPage(0).getResources().getFont(name);
                assertThat(font.isEmbedded()).as(font.getName()).isTrue();
            }
            assertThat(new PDFTextStripper().getText(named)).contains("问题整改通报");
            assertThat(ink(named)).isGreaterThan(ink(blank) + 50);
        }
    }

    @Test
    void hasEveryCharacterOfGbkAndReplacesWhatItLacks() throws Exception {
        byte[] pair = new byte[2];
        for (int lead = 0xB0; lead <= 0xF7; lead++) {
            for (int trail = 0xA1; trail <= 0xFE; trail++) {
                pair[0] = (byte) lead;
                pair[1] = (byte) trail;
                int character = new String(pair, "GB2312").codePointAt(0);
                assertThat(character == 0xFFFD || press.has(character)).as(Integer.toHexString(character)).isTrue();
            }
        }
        assertThat("赟翀喆堃珺婧玥".codePoints()).allMatch(press::has);
        assertThat(press.printable("陈" + Character.toString(0x2C029) + "\n一")).isEqualTo("陈〓\n一");
        assertThat(press.printable("a\u0001b")).isEqualTo("a〓b");
        assertThat(press.has(Press.MISSING)).isTrue();
        assertThat(print(press.printable(Character.toString(0x2C029)))).isNotEmpty();
    }

    private byte[] print(String body) {
        return press.print(page.filled(Map.of("title", "", "body", body), Map.of("rows", "")));
    }

    private static long ink(PDDocument document) throws Exception {
        BufferedImage picture = new PDFRenderer(document).renderImageWithDPI(0, DPI);
        long dark = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                dark += (picture.getRGB(x, y) & 0xFF) < 128 ? 1 : 0;
            }
        }
        return dark;
    }
}
