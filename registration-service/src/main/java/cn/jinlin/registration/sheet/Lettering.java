package cn.jinlin.registration.sheet;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import cn.jinlin.registration.sheet.Sheets.Format;

/**
 * In which characters a text is written: UTF-8 where all of it is valid, else GB18030 where all of it is. Nothing is
 * guessed from frequencies, which goes wrong on short Chinese texts.
 */
final class Lettering {
    static final Charset GB18030 = Charset.forName("GB18030");
    private static final int AT_ONCE = 8_192;
    private static final int FIRST_HAN = 0x4E00;
    private static final int LAST_HAN = 0x9FFF;

    private Lettering() {}

    static Optional<Format> of(byte[] text) {
        if (isValid(text, StandardCharsets.UTF_8)) {
            return Optional.of(Format.CSV_UTF_8);
        }
        return isValid(text, GB18030) ? Optional.of(Format.CSV_GB18030) : Optional.empty();
    }

    /** Whether a text that was read as GB18030 was really UTF-8: part of a file glued together from both. */
    static boolean isMisread(String text) {
        ByteBuffer bytes = GB18030.encode(text);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).chars().anyMatch(c -> c >= FIRST_HAN && c <= LAST_HAN);
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static boolean isValid(byte[] text, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(text);
        CharBuffer out = CharBuffer.allocate(AT_ONCE);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isOverflow()) {
            out.clear();
            result = decoder.decode(in, out, true);
        }
        return result.isUnderflow();
    }
}
