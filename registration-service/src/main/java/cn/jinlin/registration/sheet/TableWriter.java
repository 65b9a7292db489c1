package cn.jinlin.registration.sheet;

import java.io.IOException;
import java.util.List;

/** Writes a table row by row, holding none of them back for long. {@link #close} ends the table and not the stream. */
public interface TableWriter extends AutoCloseable {
    void row(List<String> cells) throws IOException;

    @Override
    void close() throws IOException;
}
