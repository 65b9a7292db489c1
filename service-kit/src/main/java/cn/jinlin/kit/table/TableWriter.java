package cn.jinlin.kit.table;

import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes a table row by row, holding none of them back for long. {@link #close} ends the table and not the stream. A reader
 * who has gone away shows as {@link UncheckedIOException} at the next write.
 */
public interface TableWriter extends AutoCloseable {
    void row(List<String> cells);

    @Override
    void close();
}
