package cn.jinlin.kit.print;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import org.apache.pdfbox.pdmodel.font.FontMappers;

import cn.jinlin.kit.domain.KitRefusal;

/**
 * Pages as PDF with the characters that they use embedded. A character that the font lacks, as rare names have them, has to
 * be replaced by {@link #MISSING} before: {@link #printable}. A few pages at a time, because each takes some memory.
 */
public final class Press {
    /** The geta mark, which printers set for a character that they don't have. */
    public static final char MISSING = '〓';
    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Typeface typeface = new Typeface();
    private final Semaphore places = new Semaphore(AT_ONCE);

    public Press() {
        XRLog.setLoggingEnabled(false);
        FontMappers.set(new OwnFonts());
    }

    public boolean has(int codePoint) {
        return typeface.has(codePoint);
    }

    /** The text with every character that can't be shown replaced. */
    public String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().map(one -> has(one) || isBreak(one) ? one : MISSING).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    /**
     * The page as PDF, or {@link KitRefusal#BUSY} when too many are printed already.
     *
     * @param page well-formed XML, of characters that the font has
     */
    public byte[] print(String page) {
        enter();
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PdfRendererBuilder builder = new PdfRendererBuilder();
            builder.useFont(Typeface::open, Typeface.NAME, Typeface.WEIGHT, FontStyle.NORMAL, true);
            builder.withHtmlContent(page, "");
            builder.toStream(out);
            builder.run();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            places.release();
        }
    }

    private void enter() {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw KitRefusal.BUSY.because().retryAfter(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KitRefusal.BUSY.because().retryAfter(PATIENCE);
        }
    }

    private static boolean isBreak(int codePoint) {
        return codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
    }
}
