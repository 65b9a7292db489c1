package cn.jinlin.registration.sheet;

import java.util.Arrays;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

/** Reads tables, whatever program wrote them. */
@Component
public class Sheets {
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private final CsvLines csv;

    /** What a file is, by its content; a name or a declared type is not believed. */
    public enum Format {
        CSV_UTF_8, CSV_GB18030, XLSX
    }

    Sheets(CsvLines csv) {
        this.csv = csv;
    }

    /** What it is, by its first bytes and its characters; {@link cn.jinlin.kit.domain.Invalid} where it is neither. */
    public Format recognise(byte[] file) {
        if (file.length == 0) {
            throw Unfit.empty();
        }
        if (begins(file, ZIP)) {
            return Format.XLSX;
        }
        if (begins(file, OLE)) {
            throw Unfit.oldExcel();
        }
        return Lettering.of(file).orElseThrow(Unfit::noText);
    }

    /**
     * Its lines with anything in them, remarks left out; the first is the header. {@link cn.jinlin.kit.domain.Invalid} comes
     * as soon as the file cannot be read on. To be closed.
     */
    public Stream<Line> lines(byte[] file, Format format) {
        Stream<Line> lines = switch (format) {
            case CSV_UTF_8, CSV_GB18030 -> csv.of(file, format);
            case XLSX -> XlsxLines.of(file);
        };
        return lines.filter(line -> !line.isBlank() && !line.isRemark());
    }

    /** Whether a cell of a file in GB18030 was glued in from one in UTF-8. */
    public boolean isMisread(String cell, Format format) {
        return format == Format.CSV_GB18030 && Lettering.isMisread(cell);
    }

    private static boolean begins(byte[] file, byte[] magic) {
        return file.length >= magic.length && Arrays.equals(file, 0, magic.length, magic, 0, magic.length);
    }
}
