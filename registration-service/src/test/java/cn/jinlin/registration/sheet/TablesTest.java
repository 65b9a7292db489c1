package cn.jinlin.registration.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TablesTest {
    private final Tables tables = new Tables();

    @Test
    void noCellOfACsvFileIsComputed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableWriter table = tables.csv(out)) {
            table.row(List.of("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "陈, \"嘉庚\"", "a=1", ""));
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("\uFEFF'=1+1,'+1,'-1,'@SUM(A1),'\tx,\"'\rx\",\"陈, \"\"嘉庚\"\"\",a=1,\r\n");
    }

    @Test
    void everyCellOfAWorkbookIsText() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableWriter table = tables.xlsx(out, "members")) {
            for (int row = 0; row < 1_200; row++) {
                table.row(List.of("=1+1", "13800000000", "r" + row));
            }
        }
        Sheets sheets = new Sheets(new CsvLines());
        try (Stream<Line> lines = sheets.lines(out.toByteArray(), Format.XLSX)) {
            List<Line> read = lines.toList();
            assertThat(read).hasSize(1_200).allSatisfy(line -> assertThat(line.formulas().isEmpty()).isTrue());
            assertThat(read.getLast().cells()).containsExactly("=1+1", "13800000000", "r1199");
        }
    }
}
