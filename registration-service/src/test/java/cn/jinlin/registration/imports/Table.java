package cn.jinlin.registration.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A table in the making. */
public final class Table {
    public static final List<String> CHINESE = List.of("姓名", "手机号", "类别", "单位", "单位共建社区", "居住社区", "小区", "特长");
    private final List<List<String>> rows = new ArrayList<>();

    public static Table of(List<String> heading) {
        return new Table().row(heading.toArray(String[]::new));
    }

    public static Table chinese() {
        return of(CHINESE);
    }

    public Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    public String text() {
        return rows.stream().map(row -> row.stream().map(Table::quoted).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    public byte[] csv() {
        return csv(StandardCharsets.UTF_8);
    }

    public byte[] csv(Charset charset) {
        return text().getBytes(charset);
    }

    /** Digits alone become numbers, as they do when a person types them. */
    public byte[] xlsx() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("成员");
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < rows.get(row).size(); column++) {
                    String cell = rows.get(row).get(column);
                    if (cell.startsWith("=")) {
                        sheet.formula(row, column, cell.substring(1));
                    } else if (cell.matches("\\d{11,12}")) {
                        sheet.value(row, column, Long.parseLong(cell));
                    } else if (!cell.isEmpty()) {
                        sheet.value(row, column, cell);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
