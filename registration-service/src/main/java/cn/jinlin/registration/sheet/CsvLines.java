package cn.jinlin.registration.sheet;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import org.springframework.stereotype.Component;

import cn.jinlin.registration.sheet.Sheets.Format;

/** The lines of a CSV file (RFC 4180), one after the other. */
@Component
class CsvLines {
    /** The longest record that is read on over, in characters; what is longer ends the reading. */
    private static final int LONGEST = 64 * 1024;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    Stream<Line> of(byte[] file, Format format) {
        CharsetDecoder decoder = (format == Format.CSV_GB18030 ? Lettering.GB18030 : StandardCharsets.UTF_8).newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        CsvReader<CsvRecord> reader = CsvReader.builder().skipEmptyLines(true).allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE).missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LONGEST)
                .ofCsvRecord(new InputStreamReader(withoutMark(file), decoder));
        Iterator<CsvRecord> records = reader.iterator();
        Iterable<Line> lines = () -> new Refusing(records);
        return StreamSupport.stream(lines.spliterator(), false);
    }

    private static InputStream withoutMark(byte[] file) {
        boolean marked = file.length >= MARK.length && file[0] == MARK[0] && file[1] == MARK[1] && file[2] == MARK[2];
        return new ByteArrayInputStream(file, marked ? MARK.length : 0, file.length);
    }

    /** Turns what the parser cannot read into a refusal of the file. */
    private static final class Refusing implements Iterator<Line> {
        private final Iterator<CsvRecord> records;
        private int last;

        Refusing(Iterator<CsvRecord> records) {
            this.records = records;
        }

        @Override
        public boolean hasNext() {
            try {
                return records.hasNext();
            } catch (CsvParseException | UncheckedIOException _) {
                throw Unfit.csv(last);
            }
        }

        @Override
        public Line next() {
            try {
                CsvRecord record = records.next();
                last = Math.toIntExact(record.getStartingLineNumber());
                return Line.of(last, record.getFields());
            } catch (CsvParseException | UncheckedIOException _) {
                throw Unfit.csv(last);
            }
        }
    }
}
