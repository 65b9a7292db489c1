package cn.jinlin.kit.print;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;

import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/** The font of all pages, and which characters it has. */
final class Typeface {
    static final String NAME = "Noto Sans SC";
    static final int WEIGHT = 400;
    private static final String FILE = "/fonts/NotoSansSC-GBK.ttf";

    private volatile @Nullable BitSet characters;

    boolean has(int codePoint) {
        BitSet known = characters;
        if (known == null) {
            known = charactersOf();
            characters = known;
        }
        return known.get(codePoint);
    }

    /** Read anew for each page: that costs less than to hold it for ever. */
    static InputStream open() {
        InputStream in = Typeface.class.getResourceAsStream(FILE);
        if (in == null) {
            throw new IllegalStateException("no font " + FILE);
        }
        return in;
    }

    private static BitSet charactersOf() {
        try (InputStream in = open(); TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(in))) {
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
}
