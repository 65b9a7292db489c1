package cn.jinlin.registration.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.stereotype.Component;

/** Makes tables that the usual programs open as they are meant. */
@Component
public class Tables {
    private static final int ROWS_HELD = 500;

    /** CSV in UTF-8 with a byte order mark, lines ended by CR LF, and no cell that a program would compute. */
    public TableWriter csv(OutputStream out) throws IOException {
        out.write(new byte[]{(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        OutputStreamWriter text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        return new TableWriter() {
            @Override
            public void row(List<String> cells) {
                csv.writeRecord(cells.stream().map(Tables::harmless).toList());
            }

            @Override
            public void close() throws IOException {
                csv.flush();
                text.flush();
            }
        };
    }

    /** XLSX of one sheet whose cells are all text. */
    public TableWriter xlsx(OutputStream out, String sheetName) {
        Workbook workbook = new Workbook(out, "Jinlin", "1.0");
        Worksheet sheet = workbook.newWorksheet(sheetName);
        return new TableWriter() {
            private int row;

            @Override
            public void row(List<String> cells) throws IOException {
                for (int column = 0; column < cells.size(); column++) {
                    sheet.inlineString(row, column, cells.get(column));
                }
                if (++row % ROWS_HELD == 0) {
                    sheet.flush();
                }
            }

            @Override
            public void close() throws IOException {
                workbook.finish();
            }
        };
    }

    /** A program takes =, +, -, @, tab and CR at the start of a cell for a formula: an apostrophe before it says text. */
    private static String harmless(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
