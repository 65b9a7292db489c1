package cn.jinlin.registration.certificate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import org.springframework.stereotype.Component;

import cn.jinlin.kit.print.PageTemplate;
import cn.jinlin.registration.calendar.DistrictCalendar;
import cn.jinlin.registration.calendar.Period;
import cn.jinlin.registration.certificate.Certificate.Extract;
import cn.jinlin.registration.certificate.Certificate.Issue;

/** The certificate and its check as pages in Chinese; all that a page needs is in it. */
@Component
class CertificatePage {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final int MINUTES_PER_HOUR = 60;
    private static final int QR_PIXELS = 360;
    private static final Map<EncodeHintType, Object> QR_HINTS = Map.of(EncodeHintType.ERROR_CORRECTION,
            ErrorCorrectionLevel.M, EncodeHintType.MARGIN, 1);

    private final CertificateSettings settings;
    private final DistrictCalendar calendar;
    private final PageTemplate certificate = template("certificate");
    private final PageTemplate check = template("check");

    CertificatePage(CertificateSettings settings, DistrictCalendar calendar) {
        this.settings = settings;
        this.calendar = calendar;
    }

    /** @param unit the name of the holder's unit, where it has one */
    record Holder(String name, Optional<String> unit) {}

    /** A page of A4; well-formed XML. */
    String certificate(Issue issue, Period period, Holder holder, String note) {
        String url = settings.checkUrl(issue.number());
        Map<String, String> values = figures(issue);
        values.put("name", holder.name());
        values.put("unit", holder.unit().map(unit -> "（" + unit + "）").orElse(""));
        values.put("period", period.equals(Period.ALL) ? "" : "于" + shown(period) + "期间");
        values.put("issuer", settings.issuer());
        values.put("note", note);
        values.put("url", url);
        values.put("qr", "data:image/png;base64," + Base64.getEncoder().encodeToString(qr(url)));
        return certificate.filled(values);
    }

    /** What anybody sees who asks for a number. */
    String check(CertificateDesk.Check checked) {
        Map<String, String> values = figures(checked.issue());
        values.put("period", shown(checked.period()));
        values.put("state", checked.state().name());
        values.put("stateText", switch (checked.state()) {
            case VALID -> "有效 Valid";
            case CHANGED_SINCE -> "出具后有记录被作废，时长以重新出具的证明为准 An entry was voided since";
            case HOLDER_ERASED -> "持有人已注销，时长仍在台账中 The holder asked to be erased; the figures stand";
            case UNVERIFIABLE -> "台账校验未通过，暂无法核验 The record can't be verified";
        });
        return check.filled(values);
    }

    private Map<String, String> figures(Issue issue) {
        Extract extract = issue.extract();
        Map<String, String> values = new HashMap<>();
        values.put("number", issue.number().shown());
        values.put("entries", Integer.toString(extract.entries()));
        values.put("total", hours(extract.totalMinutes()));
        values.put("verified", hours(extract.verifiedMinutes()));
        values.put("backfilled", hours(extract.backfilledMinutes()));
        values.put("issuedAt", DATE.format(calendar.dateOf(issue.issuedAt())));
        return values;
    }

    private String shown(Period period) {
        String from = period.from().map(calendar::dateOf).map(DATE::format).orElse("首次服务");
        String to = period.until().map(CertificatePage::lastOf).map(calendar::dateOf).map(DATE::format).orElse("出具之日");
        return from.equals(to) ? from : from + "至" + to;
    }

    private static Instant lastOf(Instant until) {
        return until.minusNanos(1);
    }

    private static String hours(long minutes) {
        long rest = minutes % MINUTES_PER_HOUR;
        return minutes / MINUTES_PER_HOUR + " 小时" + (rest == 0 ? "" : " " + rest + " 分钟");
    }

    private static byte[] qr(String url) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            MatrixToImageWriter.writeToStream(
                    new QRCodeWriter().encode(url, BarcodeFormat.QR_CODE, QR_PIXELS, QR_PIXELS, QR_HINTS), "PNG", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (WriterException e) {
            throw new IllegalStateException("an address that no picture holds", e);
        }
    }

    private static PageTemplate template(String name) {
        return PageTemplate.read(CertificatePage.class, "/certificate/" + name + ".html");
    }
}
