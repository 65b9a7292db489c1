package cn.jinlin.kit.table;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Makes tables that the usual programs open as they are meant, however long they are. */
public final class Tables {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    /** What a program takes for a formula at the start of a cell (OWASP, CSV injection). */
    private static final String COMPUTED = "=+-@\t\r\n＝＋－＠";
    private static final int ROWS_HELD = 500;

    private Tables() {}

    /** CSV in UTF-8 with a byte order mark, lines ended by CR LF, and no cell that a program would compute. */
    public static TableWriter csv(OutputStream out) {
        return new Csv(out);
    }

    /** XLSX of one sheet whose cells are all text. */
    public static TableWriter xlsx(OutputStream out, String sheetName) {
        return new Xlsx(out, sheetName);
    }

    private static final class Csv implements TableWriter {
        private final OutputStreamWriter text;
        private final CsvWriter csv;

        Csv(OutputStream out) {
            unchecked(() -> out.write(MARK));
            text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        }

        @Override
        public void row(List<String> cells) {
            csv.writeRecord(cells.stream().map(Csv::harmless).toList());
        }

        /** An apostrophe before it says text. */
        private static String harmless(String cell) {
            return !cell.isEmpty() && COMPUTED.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        }

        @Override
        public void close() {
            unchecked(() -> {
                csv.flush();
                text.flush();
            });
        }
    }

    private static final class Xlsx implements TableWriter {
        private final Workbook workbook;
        private final Worksheet sheet;
        private int row;

        Xlsx(OutputStream out, String sheetName) {
            workbook = new Workbook(out, "Jinlin", "1.0");
            sheet = workbook.newWorksheet(sheetName);
        }

        @Override
        public void row(List<String> cells) {
            for (int column = 0; column < cells.size(); column++) {
                sheet.inlineString(row, column, cells.get(column));
            }
            if (++row % ROWS_HELD == 0) {
                unchecked(sheet::flush);
            }
        }

        @Override
        public void close() {
            unchecked(workbook::finish);
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void unchecked(Writing writing) {
        try {
            writing.run();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
