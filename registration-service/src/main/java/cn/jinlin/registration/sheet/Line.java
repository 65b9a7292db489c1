package cn.jinlin.registration.sheet;

import java.util.BitSet;
import java.util.List;

/**
 * A line of a table.
 *
 * @param number as the sender's program counts it, from 1; of a CSV record over several lines the first of them
 * @param cells without white space around them
 * @param formulas which cells hold a formula; such a cell's text is empty, because nothing is computed here
 */
public record Line(int number, List<String> cells, BitSet formulas) {
    private static final BitSet NONE = new BitSet();

    public Line {
        cells = List.copyOf(cells);
    }

    static Line of(int number, List<String> cells) {
        return new Line(number, cells.stream().map(String::strip).toList(), NONE);
    }

    /** The text of a cell; empty beyond the last. */
    public String cell(int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    /** Nothing but empty cells: programs leave such lines behind. */
    boolean isBlank() {
        return formulas.isEmpty() && cells.stream().allMatch(String::isEmpty);
    }

    /** A remark, like those in the template. */
    boolean isRemark() {
        return cell(0).startsWith("# ");
    }
}
