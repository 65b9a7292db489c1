package cn.jinlin.registration.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import javax.xml.stream.XMLStreamException;

import org.jspecify.annotations.Nullable;

import cn.jinlin.kit.domain.Invalid;

/** The lines of the first sheet of an XLSX file that is not hidden. */
final class XlsxLines {
    /** Eight for each of 50,000 rows, and in all what they hold in life several times over. */
    private static final int MOST_TEXTS = 400_000;
    private static final int MOST_CHARACTERS = 8 * 1024 * 1024;

    private XlsxLines() {}

    /** Something that reads a part; null when there is nothing left. */
    interface Reading<T> {
        @Nullable
        T read() throws IOException, XMLStreamException;
    }

    static Stream<Line> of(byte[] file) {
        XlsxSheet sheet = guarded(() -> open(file));
        if (sheet == null) {
            throw Unfit.xlsx();
        }
        Iterable<Line> lines = () -> sheet;
        return StreamSupport.stream(lines.spliterator(), false).onClose(sheet::close);
    }

    /** Whatever is broken, and however a parser says so, it is the file's fault. */
    static <T> @Nullable T guarded(Reading<T> reading) {
        try {
            return reading.read();
        } catch (Invalid known) {
            throw known;
        } catch (IOException | XMLStreamException | RuntimeException _) {
            throw Unfit.xlsx();
        }
    }

    private static XlsxSheet open(byte[] file) throws IOException, XMLStreamException {
        XlsxParts parts = new XlsxParts(file);
        Map<String, String> targets = new HashMap<>();
        @Nullable
        InputStream texts = null;
        Xml relations = new Xml(parts.open("xl/_rels/workbook.xml.rels").orElseThrow(Unfit::xlsx));
        while (relations.next(Set.of("Relationship"), "") != null) {
            String target = target(relations.attribute("Target"));
            targets.put(relations.attribute("Id"), target);
            if (relations.attribute("Type").endsWith("/sharedStrings")) {
                texts = parts.open(target).orElseThrow(Unfit::xlsx);
            }
        }
        String sheet = targets.getOrDefault(firstSheet(parts), "");
        InputStream rows = parts.open(sheet).orElseThrow(Unfit::xlsx);
        return new XlsxSheet(rows, texts == null ? List.of() : texts(new Xml(texts)));
    }

    private static String target(String given) {
        return given.startsWith("/") ? given.substring(1) : "xl/" + given;
    }

    private static String firstSheet(XlsxParts parts) throws IOException, XMLStreamException {
        Xml workbook = new Xml(parts.open("xl/workbook.xml").orElseThrow(Unfit::xlsx));
        while (workbook.next(Set.of("sheet"), "sheets") != null) {
            if (!workbook.attribute("state").toLowerCase(java.util.Locale.ROOT).contains("hidden")) {
                return workbook.attribute("id");
            }
        }
        throw Unfit.empty();
    }

    private static List<String> texts(Xml xml) throws XMLStreamException {
        List<String> texts = new ArrayList<>();
        int characters = 0;
        while (xml.next(Set.of("si"), "sst") != null) {
            String text = runs(xml, "si");
            texts.add(text);
            characters += text.length();
            if (texts.size() > MOST_TEXTS || characters > MOST_CHARACTERS) {
                throw Unfit.bomb();
            }
        }
        return texts;
    }

    /** The runs of a rich text joined; how it is pronounced ({@code rPh}) is left out. */
    static String runs(Xml xml, String element) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        for (String part = xml.next(Set.of("t", "rPh"), element); part != null; part = xml.next(Set.of("t", "rPh"), element)) {
            String run = xml.text(part);
            if (part.equals("t")) {
                text.append(run);
            }
            Xml.requireShort(text);
        }
        return text.toString();
    }
}
