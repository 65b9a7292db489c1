package cn.jinlin.kit.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletResponse;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import cn.jinlin.kit.domain.Invalid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TablesTest {
    private static final String SHEET = "xl/worksheets/sheet1.xml";

    @TempDir
    Path folder;

    @Test
    void noCellOfACsvFileIsComputed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableWriter table = Tables.csv(out)) {
            table.row(List.of("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "陈, \"嘉庚\"", "a=1", ""));
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("\uFEFF'=1+1,'+1,'-1,'@SUM(A1),'\tx,\"'\rx\",\"'\nx\",'＝1,\"陈, \"\"嘉庚\"\"\",a=1,\r\n");
    }

    @Test
    void everyCellOfAWorkbookIsTextAndWellFormed() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableWriter table = Tables.xlsx(out, "orders")) {
            for (int row = 0; row < 1_200; row++) {
                table.row(List.of("=1+1", "<b>&\u0001\uFFFF</b>", "r" + row));
            }
        }
        NodeList cells = sheet(out.toByteArray()).getElementsByTagName("c");
        assertThat(cells.getLength()).isEqualTo(3_600);
        for (int i = 0; i < cells.getLength(); i++) {
            Element cell = (Element) cells.item(i);
            assertThat(cell.getAttribute("t")).isEqualTo("inlineStr");
            assertThat(cell.getElementsByTagName("f").getLength()).isZero();
        }
        assertThat(cells.item(3_597).getTextContent()).isEqualTo("=1+1");
        assertThat(cells.item(3_598).getTextContent()).startsWith("<b>&").endsWith("</b>");
        assertThat(cells.item(3_599).getTextContent()).isEqualTo("r1199");
    }

    @Test
    void aReaderWhoHasGoneIsNoticed() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        assertThatThrownBy(() -> Tables.csv(broken)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void isSentAsAFileOfItsFormat() throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();

        TableDownload.send(response, "orders", TableFormat.of("csv"), table -> table.row(List.of("令")));

        assertThat(response.getContentType()).isEqualTo("text/csv;charset=UTF-8");
        assertThat(response.getHeader("Content-Disposition")).startsWith("attachment;").contains("orders.csv");
        assertThat(response.getContentAsString(StandardCharsets.UTF_8)).isEqualTo("\uFEFF令\r\n");
        assertThatThrownBy(() -> TableFormat.of("pdf")).isInstanceOf(Invalid.class);
    }

    private Element sheet(byte[] workbook) throws Exception {
        Path file = Files.write(folder.resolve("table.xlsx"), workbook);
        try (ZipFile zip = new ZipFile(file.toFile()); InputStream in = zip.getInputStream(zip.getEntry(SHEET))) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
        }
    }
}
