package cn.jinlin.kit.table;

import java.util.Locale;
import java.util.stream.Stream;

import cn.jinlin.kit.domain.Invalid;

/** How a table is taken away. */
public enum TableFormat {
    CSV(TableFormat.CSV_TYPE), XLSX(TableFormat.XLSX_TYPE);

    public static final String CSV_TYPE = "text/csv";
    public static final String XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final String mediaType;

    TableFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** By the value of the parameter {@code format}: csv or xlsx; {@link Invalid} names the parameter when it is neither. */
    public static TableFormat of(String name) {
        return Stream.of(values()).filter(format -> format.extension().equals(name)).findFirst()
                .orElseThrow(() -> Invalid.field("format", "NOT_ONE_OF", "csv, xlsx"));
    }

    /** As it ends a file's name. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    String mediaType() {
        return this == CSV ? mediaType + ";charset=UTF-8" : mediaType;
    }
}
