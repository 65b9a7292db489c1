package cn.jinlin.registration.certificate;

import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

import cn.jinlin.kit.print.Press;
import cn.jinlin.registration.calendar.DistrictCalendar;
import cn.jinlin.registration.calendar.Period;
import cn.jinlin.registration.certificate.Certificate.Extract;
import cn.jinlin.registration.certificate.Certificate.Issue;
import cn.jinlin.registration.certificate.CertificatePage.Holder;

import static org.assertj.core.api.Assertions.assertThat;

class CertificatePdfTest {
    private static final int DPI = 100;

    private final DistrictCalendar calendar = new DistrictCalendar(ZoneId.of("Asia/Shanghai"));
    private final CertificateSettings settings = new CertificateSettings(URI.create("https://jinlin.invalid/"),
            "集美区“双报到”志愿服务");
    private final CertificatePage page = new CertificatePage(settings, calendar);
    private final Press press = new Press();
    private final Issue issue = new Issue(CertificateNumber.read(CertificateNumber.EXAMPLE),
            new Extract(1_275, 60, 14, Map.of("2026", 14L)), Instant.parse("2026-11-24T01:00:00Z"));

    @Test
    void isOnePageOfA4WithItsCharactersEmbedded() throws Exception {
        byte[] printed = print(new Holder("陈嘉庚", Optional.of("集美区税务局")));

        assertThat(printed.length).isLessThan(200_000);
        try (PDDocument document = Loader.loadPDF(printed)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getPage(0).getMediaBox().getWidth()).isBetween(594f, 597f);
            assertThat(document.getPage(0).getMediaBox().getHeight()).isBetween(841f, 843f);
            for (var name : document.getPage(0).getResources().getFontNames()) {
                PDFont font = document.getPage(0).getResources().getFont(name);
                assertThat(font.isEmbedded()).as(font.getName()).isTrue();
            }
            assertThat(new PDFTextStripper().getText(document)).contains("陈嘉庚", "集美区税务局", "21 小时 15 分钟", "22 小时 15 分钟",
                    "2026年1月1日至2026年", CertificateNumber.EXAMPLE);
        }
    }

    @Test
    void showsInkWhereTheNameStandsAndACodeThatCanBeScanned() throws Exception {
        try (PDDocument document = Loader.loadPDF(print(new Holder("陈嘉庚", Optional.empty())))) {
            BufferedImage picture = new PDFRenderer(document).renderImageWithDPI(0, DPI);

            assertThat(dark(picture)).isBetween(0.01, 0.2);
            String scanned = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(
                    new BufferedImageLuminanceSource(new PDFRenderer(document).renderImageWithDPI(0, 2 * DPI))))).getText();
            assertThat(scanned).isEqualTo("https://jinlin.invalid/api/v1/certificates/" + CertificateNumber.EXAMPLE);
        }
        try (PDDocument blank = Loader.loadPDF(print(new Holder("", Optional.empty())));
                PDDocument named = Loader.loadPDF(print(new Holder("嘉嘉嘉嘉嘉嘉", Optional.empty())))) {
            assertThat(dark(new PDFRenderer(named).renderImageWithDPI(0, DPI)))
                    .isGreaterThan(dark(new PDFRenderer(blank).renderImageWithDPI(0, DPI)) + 0.0002);
        }
    }

    @Test
    void aRareCharacterStopsNoCertificate() {
        String rare = "陈" + Character.toString(0x2C029);

        assertThat(press.printable(rare)).isEqualTo("陈〓");
        assertThat(print(new Holder(press.printable(rare), Optional.empty()))).isNotEmpty();
    }

    @Test
    void aNameIsTextAndNeverMarkup() {
        String html = page.certificate(issue, Period.ALL, new Holder("<b>{{url}}&\"", Optional.of("A<script>")), "");

        assertThat(html).contains("&lt;b&gt;").contains("{{url}}").doesNotContain("<script>");
        assertThat(press.print(html)).isNotEmpty();
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(20_000);
    }

    private byte[] print(Holder holder) {
        return press.print(page.certificate(issue, calendar.year(2026), holder, ""));
    }

    private static double dark(BufferedImage picture) {
        long dark = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                dark += (picture.getRGB(x, y) & 0xFF) < 128 ? 1 : 0;
            }
        }
        return (double) dark / picture.getWidth() / picture.getHeight();
    }
}
