package cn.jinlin.registration.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

import javax.xml.stream.XMLStreamException;

import org.jspecify.annotations.Nullable;

/**
 * The rows of one sheet (ECMA-376, SpreadsheetML), read as they are asked for. A formula's last result is left aside: what
 * it was computed from may be anything.
 */
final class XlsxSheet implements Iterator<Line>, AutoCloseable {
    private static final int MOST_COLUMNS = 64;
    private static final int LAST_ROW = 1_048_576;
    private static final int LETTERS = 26;
    private static final int LONGEST_NUMBER = 30;

    private final Xml xml;
    private final InputStream part;
    private final List<String> shared;
    private int row;
    private @Nullable Line next;

    XlsxSheet(InputStream part, List<String> shared) throws XMLStreamException {
        this.part = part;
        this.xml = new Xml(part);
        this.shared = shared;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = XlsxLines.guarded(this::read);
        }
        return next != null;
    }

    @Override
    public Line next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Line line = next;
        next = null;
        return line;
    }

    @Override
    public void close() {
        try {
            part.close();
        } catch (IOException _) {
            // memory only
        }
    }

    private @Nullable Line read() throws XMLStreamException {
        if (xml.next(Set.of("row"), "sheetData") == null) {
            return null;
        }
        String number = xml.attribute("r");
        int before = row;
        row = number.isEmpty() ? row + 1 : Integer.parseInt(number);
        if (row <= before || row > LAST_ROW) {
            throw Unfit.xlsx();
        }
        List<String> cells = new ArrayList<>();
        BitSet formulas = new BitSet();
        int column = 0;
        while (xml.next(Set.of("c"), "row") != null) {
            String reference = xml.attribute("r");
            column = reference.isEmpty() ? column : column(reference);
            cell(cells, formulas, column);
            column++;
        }
        return new Line(row, cells, formulas);
    }

    private void cell(List<String> cells, BitSet formulas, int column) throws XMLStreamException {
        String type = xml.attribute("t");
        String text = "";
        boolean formula = type.equals("e");
        for (String part = xml.next(Set.of("v", "is", "f"), "c"); part != null; part = xml.next(Set.of("v", "is", "f"), "c")) {
            switch (part) {
                case "f" -> {
                    xml.text("f");
                    formula = true;
                }
                case "is" -> text = XlsxLines.runs(xml, "is");
                default -> text = value(type, xml.text("v"));
            }
        }
        if (!formula && text.isBlank()) {
            return;
        }
        if (column >= MOST_COLUMNS) {
            throw Unfit.xlsx();
        }
        while (cells.size() <= column) {
            cells.add("");
        }
        cells.set(column, formula ? "" : text.strip());
        formulas.set(column, formula);
    }

    private String value(String type, String stored) {
        return switch (type) {
            case "s" -> shared.get(Integer.parseInt(stored));
            case "", "n" -> plain(stored);
            default -> stored;
        };
    }

    /** 1.3800000001E10 is a phone that somebody typed into a cell for numbers. */
    private static String plain(String number) {
        if (number.length() > LONGEST_NUMBER || number.chars().allMatch(Character::isDigit)) {
            return number;
        }
        try {
            BigDecimal value = new BigDecimal(number);
            return Math.abs(value.scale()) > LONGEST_NUMBER ? number : value.stripTrailingZeros().toPlainString();
        } catch (NumberFormatException _) {
            return number;
        }
    }

    /** 0 for A1. */
    private static int column(String reference) {
        int column = 0;
        for (int i = 0; i < reference.length() && i < 3 && reference.charAt(i) >= 'A' && reference.charAt(i) <= 'Z'; i++) {
            column = column * LETTERS + reference.charAt(i) - 'A' + 1;
        }
        if (column == 0) {
            throw Unfit.xlsx();
        }
        return column - 1;
    }
}
