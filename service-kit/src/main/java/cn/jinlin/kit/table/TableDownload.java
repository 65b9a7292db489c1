package cn.jinlin.kit.table;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** A table as the answer to a request, sent while it is made. */
public final class TableDownload {
    private TableDownload() {}

    /**
     * Sends the rows that {@code rows} writes. What fails before the first bytes are out becomes a problem; what fails
     * later leaves the table without its end, and the connection broken. A client that has gone away ends it at the next
     * write.
     *
     * @param name of the file, without its ending, and of a workbook's sheet
     */
    public static void send(HttpServletResponse response, String name, TableFormat format, Consumer<TableWriter> rows)
            throws IOException {
        response.setContentType(format.mediaType());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                .filename(name + "." + format.extension(), StandardCharsets.UTF_8).build().toString());
        OutputStream out = response.getOutputStream();
        try {
            TableWriter table = switch (format) {
                case CSV -> Tables.csv(out);
                case XLSX -> Tables.xlsx(out, name);
            };
            rows.accept(table);
            table.close();
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }
}
