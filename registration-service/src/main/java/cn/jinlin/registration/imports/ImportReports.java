package cn.jinlin.registration.imports;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.kit.problem.ProblemTexts;
import cn.jinlin.kit.table.TableWriter;
import cn.jinlin.kit.table.Tables;
import cn.jinlin.registration.row.Column;

/** The tables that go with an import: what was refused, and the empty one to fill in. */
@Component
class ImportReports {
    private final BadLines badLines;
    private final ProblemTexts texts = new ProblemTexts();

    ImportReports(BadLines badLines) {
        this.badLines = badLines;
    }

    /** A row for each fault: line, field, code, reason. */
    void write(String jobId, Locale locale, OutputStream out) {
        try (TableWriter table = Tables.csv(out)) {
            table.row(headings(locale));
            badLines.each(jobId, bad -> bad.faults().forEach(fault -> row(table, bad.line(), fault, locale)));
        }
    }

    void writeTemplate(Locale locale, OutputStream out) {
        try (TableWriter table = Tables.csv(out)) {
            table.row(Stream.of(Column.values()).map(column -> column.heading(locale)).toList());
            for (Column column : Column.values()) {
                String remark = texts.field(FieldError.of("", "COLUMN_" + column.name()), locale);
                table.row(List.of("# " + column.heading(locale) + (is(locale, "zh") ? "：" : ": ") + remark));
            }
        }
    }

    private void row(TableWriter table, int line, FieldError fault, Locale locale) {
        table.row(List.of(Integer.toString(line), heading(fault.field(), locale), fault.code(), texts.field(fault, locale)));
    }

    private static String heading(String field, Locale locale) {
        return Arrays.stream(Column.values()).filter(column -> column.field().equals(field)).findFirst()
                .map(column -> column.heading(locale)).orElse(field);
    }

    private static List<String> headings(Locale locale) {
        return is(locale, "zh") ? List.of("行", "字段", "代码", "原因") : List.of("line", "field", "code", "reason");
    }

    private static boolean is(Locale locale, String language) {
        return locale.getLanguage().equals(language);
    }
}
