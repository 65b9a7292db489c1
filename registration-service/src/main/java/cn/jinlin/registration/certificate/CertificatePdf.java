package cn.jinlin.registration.certificate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import cn.jinlin.kit.domain.KitRefusal;

/**
 * Pages as PDF with the characters that they use embedded. A character that the font lacks, as rare names have them, is
 * replaced by {@link #MISSING}; whoever prints a page asks first. A few pages at a time, because each takes some memory.
 */
@Component
class CertificatePdf {
    /** The geta mark, which printers set for a character that they don't have. */
    static final char MISSING = '〓';
    private static final String FONT = "/fonts/NotoSansSC-GBK.ttf";
    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Semaphore places = new Semaphore(AT_ONCE);
    private volatile @Nullable BitSet characters;

    CertificatePdf() {
        XRLog.setLoggingEnabled(false);
        FontMappers.set(new OwnFonts());
    }

    boolean has(int codePoint) {
        BitSet known = characters;
        if (known == null) {
            known = charactersOfFont();
            characters = known;
        }
        return known.get(codePoint);
    }

    /** The text with every character that can't be shown replaced. */
    String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().map(one -> has(one) ? one : MISSING).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    /** @param page well-formed, of characters that the font has */
    byte[] of(String page) {
        boolean placed = false;
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            placed = places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!placed) {
                throw KitRefusal.BUSY.because().retryAfter(PATIENCE);
            }
            PdfRendererBuilder builder = new PdfRendererBuilder();
            builder.useFont(CertificatePdf::font, "Noto Sans SC", 400,
                    BaseRendererBuilder.FontStyle.NORMAL, true);
            builder.withHtmlContent(page, "");
            builder.toStream(out);
            builder.run();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KitRefusal.BUSY.because().retryAfter(PATIENCE);
        } finally {
            if (placed) {
                places.release();
            }
        }
    }

    /** Read anew for each page: that costs less than to hold it for ever. */
    private static InputStream font() {
        InputStream in = CertificatePdf.class.getResourceAsStream(FONT);
        if (in == null) {
            throw new IllegalStateException("no font " + FONT);
        }
        return in;
    }

    private static BitSet charactersOfFont() {
        try (InputStream in = font(); TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(in))) {
            CmapLookup glyphs = parsed.getUnicodeCmapLookup();
            BitSet characters = new BitSet();
            for (int codePoint = ' '; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
                characters.set(codePoint, glyphs.getGlyphId(codePoint) != 0);
            }
            return characters;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The library's own font for whatever is asked for. Without it the library searches the whole machine for fonts before the
     * first page, and keeps what it finds in the user's home.
     */
    private static final class OwnFonts implements FontMapper {
        private static final String PLAIN = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
        private final Supplier<TrueTypeFont> plain = new Supplier<>() {
            private @Nullable TrueTypeFont parsed;

            @Override
            public synchronized TrueTypeFont get() {
                TrueTypeFont known = parsed;
                if (known == null) {
                    known = parse();
                    parsed = known;
                }
                return known;
            }
        };

        @Override
        public FontMapping<TrueTypeFont> getTrueTypeFont(String name, @Nullable PDFontDescriptor descriptor) {
            return new FontMapping<>(plain.get(), true);
        }

        @Override
        public FontMapping<FontBoxFont> getFontBoxFont(String name, @Nullable PDFontDescriptor descriptor) {
            return new FontMapping<>(plain.get(), true);
        }

        @Override
        public CIDFontMapping getCIDFont(String name, @Nullable PDFontDescriptor descriptor,
                @Nullable PDCIDSystemInfo system) {
            throw new IllegalStateException("only embedded fonts are used");
        }

        private static TrueTypeFont parse() {
            try (InputStream in = PDFont.class.getResourceAsStream(PLAIN)) {
                if (in == null) {
                    throw new IllegalStateException("no font " + PLAIN);
                }
                return new TTFParser().parse(new RandomAccessReadBuffer(in));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
