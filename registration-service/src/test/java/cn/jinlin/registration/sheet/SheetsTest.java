package cn.jinlin.registration.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.registration.imports.Table;
import cn.jinlin.registration.sheet.Sheets.Format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class SheetsTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String RELATIONS = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + "<Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
            + "<Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/></Relationships>";
    private static final String WORKBOOK = "<workbook xmlns:r=\"x\"><sheets><sheet name=\"a\" state=\"veryHidden\" r:id=\"none\"/>"
            + "<sheet name=\"b\" r:id=\"r1\"/></sheets></workbook>";

    private final Sheets sheets = new Sheets(new CsvLines());

    private List<Line> read(byte[] file) {
        try (Stream<Line> lines = sheets.lines(file, sheets.recognise(file))) {
            return lines.toList();
        }
    }

    private String refusal(byte[] file) {
        Invalid refused = catchThrowableOfType(Invalid.class, () -> read(file));
        assertThat(refused).isNotNull();
        return refused.errors().stream().map(FieldError::code).collect(Collectors.joining());
    }

    private static byte[] xlsx(String sheet, String texts) {
        return zip(Map.of("xl/workbook.xml", WORKBOOK, "xl/_rels/workbook.xml.rels", RELATIONS, "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData>" + sheet + "</sheetData></worksheet>", "xl/sharedStrings.xml",
                "<sst>" + texts + "</sst>"));
    }

    private static byte[] zip(Map<String, String> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static byte[] bomb(long bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            byte[] nothing = new byte[1024 * 1024];
            for (long written = 0; written < bytes; written += nothing.length) {
                zip.write(nothing);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Stream<Arguments> hostile() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', (byte) 0xFF,
            (byte) 0xFF};
        return Stream.of(of("an empty file", "EMPTY_FILE", () -> new byte[0]),
                of("a picture", "NEITHER_UTF8_NOR_GB18030", () -> png),
                of("UTF-16", "NEITHER_UTF8_NOR_GB18030", () -> "姓名,手机号".getBytes(StandardCharsets.UTF_16)),
                of("two character sets", "NEITHER_UTF8_NOR_GB18030",
                        () -> joined("陈嘉庚,1\r\n".getBytes(GB18030), text("陈嘉庚,1\r\n"))),
                of("an old workbook", "OLD_EXCEL", () -> new byte[]{(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1}),
                of("a quote that never closes", "UNREADABLE_CSV", () -> text("a,b\n1,\"2\n3,4\n")),
                of("something behind a closing quote", "UNREADABLE_CSV", () -> text("a,b\n1,\"2\"3\n")),
                of("a cell of 1,000,000 characters", "UNREADABLE_CSV", () -> text("a,b\n1," + "x".repeat(1_000_000) + "\n")),
                of("a quoted cell of 1,000,000 characters", "UNREADABLE_CSV",
                        () -> text("a,b\n1,\"" + "x\n".repeat(500_000) + "\"\n")),
                of("1,000,000 commas", "UNREADABLE_CSV", () -> text("a,b\n" + ",".repeat(1_000_000) + "\n")),
                of("a zip bomb", "TOO_LARGE_UNPACKED", () -> bomb(400L * 1024 * 1024)),
                of("2,000 parts", "TOO_LARGE_UNPACKED",
                        () -> zip(Stream.iterate(0, i -> i + 1).limit(2_000).collect(Collectors.toMap(i -> "p" + i, i -> "")))),
                of("a zip that is no workbook", "UNREADABLE_XLSX", () -> zip(Map.of("readme.txt", "hello"))),
                of("a workbook cut off", "UNREADABLE_XLSX", () -> {
                    byte[] whole = Table.chinese().row("a").xlsx();
                    return Arrays.copyOf(whole, whole.length / 2);
                }), of("an XLSX cell of 1,000,000 characters", "CELL_TOO_LONG",
                        () -> xlsx("<row><c t=\"inlineStr\"><is><t>" + "x".repeat(1_000_000) + "</t></is></c></row>", "")),
                of("a shared text of 1,000,000 characters", "CELL_TOO_LONG",
                        () -> xlsx("<row/>", "<si><t>" + "x".repeat(1_000_000) + "</t></si>")),
                of("a cell of 1,000,000 characters in small runs", "CELL_TOO_LONG",
                        () -> xlsx("<row/>",
                                "<si>" + "<r><t>".concat("x".repeat(100)).concat("</t></r>").repeat(10_000) + "</si>")),
                of("shared texts of 20,000,000 characters", "TOO_LARGE_UNPACKED",
                        () -> xlsx("<row/>", ("<si><t>" + "x".repeat(20_000) + "</t></si>").repeat(1_000))),
                of("500,000 shared texts", "TOO_LARGE_UNPACKED", () -> xlsx("<row/>", "<si><t>x</t></si>".repeat(500_000))),
                of("an attribute of 1,000,000 characters", "CELL_TOO_LONG",
                        () -> xlsx("<row x=\"" + "x".repeat(1_000_000) + "\"/>", "")),
                of("a text that is not there", "UNREADABLE_XLSX",
                        () -> xlsx("<row><c t=\"s\"><v>2147483647</v></c></row>", "<si><t>a</t></si>")),
                of("a column beyond all others", "UNREADABLE_XLSX", () -> xlsx("<row><c r=\"ZZZ1\"><v>1</v></c></row>", "")),
                of("a column that is none", "UNREADABLE_XLSX", () -> xlsx("<row><c r=\"1A\"><v>1</v></c></row>", "")),
                of("a row that comes twice", "UNREADABLE_XLSX", () -> xlsx("<row r=\"1\"/><row r=\"1\"/>", "")),
                of("a row beyond all others", "UNREADABLE_XLSX", () -> xlsx("<row r=\"99999999\"/>", "")),
                of("a document type", "UNREADABLE_XLSX",
                        () -> zip(Map.of("xl/_rels/workbook.xml.rels", RELATIONS, "xl/workbook.xml",
                                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + WORKBOOK,
                                "xl/worksheets/sheet1.xml",
                                "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row>"
                                        + "<c t=\"inlineStr\"><is><t>&a;</t></is></c></row></sheetData></worksheet>",
                                "xl/sharedStrings.xml", "<sst/>"))));
    }

    private static Arguments of(String what, String code, Supplier<byte[]> file) {
        return arguments(what, code, file);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void refusesTheWholeFileFor(String what, String code, Supplier<byte[]> file) {
        assertThat(refusal(file.get())).isEqualTo(code);
    }

    @Test
    void readsBackWhateverAProgramWrites() {
        String letters = "陈嘉庚欧阳𠮷abc,\"\n =;，'";
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            List<String[]> rows = new ArrayList<>();
            Table table = Table.of(List.of("a", "b", "c"));
            for (int row = 0; row < 1 + random.nextInt(20); row++) {
                String[] cells = {"k" + row, cell(random, letters), cell(random, letters)};
                rows.add(cells);
                table.row(cells);
            }
            for (byte[] file : List.of(table.csv(), table.csv(GB18030), table.xlsx())) {
                assertThat(read(file).stream().skip(1).map(line -> List.of(line.cell(0), line.cell(1), line.cell(2))))
                        .as("seed %d", seed)
                        .isEqualTo(rows.stream().map(cells -> Arrays.stream(cells).map(String::strip).toList()).toList());
            }
        }
    }

    private static String cell(Random random, String letters) {
        int[] points = letters.codePoints().toArray();
        String cell = random.ints(random.nextInt(12), 0, points.length).map(i -> points[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return cell.startsWith("=") ? "x" + cell : cell;
    }

    @Test
    void anythingAtAllEndsInLinesOrInARefusal() {
        byte[] workbook = Table.chinese().row("陈嘉庚", "13800000000", "党员").xlsx();
        byte[] csv = Table.chinese().row("陈嘉庚", "13800000000", "党员").csv();
        for (long seed = 1; seed <= 2_000; seed++) {
            Random random = new Random(seed);
            byte[] file = (random.nextBoolean() ? workbook : csv).clone();
            for (int hits = random.nextInt(8); hits >= 0; hits--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(read(file)).as("seed %d", seed).isNotNull();
            } catch (Invalid refused) {
                assertThat(refused.errors()).as("seed %d", seed).isNotEmpty();
            }
        }
    }

    @Test
    void takesNumbersAsTheyWereMeantAndComputesNothing() {
        byte[] file = xlsx("<row r=\"1\"><c r=\"A1\"><v>1.3800000001E10</v></c><c r=\"B1\" t=\"s\"><v>0</v></c>"
                + "<c r=\"D1\"><f>1+1</f><v>2</v></c><c r=\"E1\" t=\"e\"><v>#N/A</v></c><c r=\"F1\"><v>1E999999999</v></c></row>"
                + "<row r=\"2\"/><row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t># remark</t></is></c></row>"
                + "<row r=\"9\"><c t=\"str\"><v>text</v></c></row>",
                "<si><r><t>陈</t></r><r><t>嘉庚</t></r><rPh><t>chen</t></rPh></si>");

        List<Line> lines = read(file);

        assertThat(lines).extracting(Line::number).containsExactly(1, 9);
        assertThat(lines.getFirst().cells()).containsExactly("13800000001", "陈嘉庚", "", "", "", "1E999999999");
        assertThat(lines.getFirst().formulas().stream().boxed()).containsExactly(3, 4);
        assertThat(lines.getLast().cells()).containsExactly("text");
    }

    @Test
    void countsLinesAsThePersonDoesWhoLooksAtTheFile() {
        assertThat(read(text("a,b\r\n\r\n1,\"x\ny\"\r\n# a remark\r\n , \r\n2,z"))).extracting(Line::number).containsExactly(1, 3,
                7);
    }

    @Test
    void noticesACellOfUtf8InAFileOfGb18030() {
        String misread = new String(text("陈嘉庚甲"), GB18030);
        assertThat(sheets.isMisread(misread, Format.CSV_GB18030)).isTrue();
        for (String right : List.of("陈嘉庚", "联通", "集美区税务局", "abc", "侨英街道")) {
            assertThat(sheets.isMisread(right, Format.CSV_GB18030)).isFalse();
        }
    }
}
