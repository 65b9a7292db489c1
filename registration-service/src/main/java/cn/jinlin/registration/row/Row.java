package cn.jinlin.registration.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.registration.sheet.Line;

/** One line while it is checked: its texts, and what is wrong with it so far. No fault repeats what the line says. */
public final class Row {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern COUNTRY = Pattern.compile("(\\+|00)?86(?=\\d{11}$)");
    private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
    private static final Pattern BETWEEN_SKILLS = Pattern.compile("[;；、,，|]");
    private static final int MOST_SKILLS = 30;
    private static final int LONGEST = 50;
    private static final int FULL_WIDTH = '０' - '0';

    private final Line line;
    private final Header header;
    private final Predicate<String> misread;
    private final List<FieldError> faults = new ArrayList<>();

    /** @param misread whether a text was read in the wrong character set */
    public Row(Line line, Header header, Predicate<String> misread) {
        this.line = line;
        this.header = header;
        this.misread = misread;
        if (header.hasSlipped(line)) {
            faults.add(FieldError.of("", "CELL_WITHOUT_HEADING"));
        }
    }

    public List<FieldError> faults() {
        return List.copyOf(faults);
    }

    void wrong(Column column, String code, Object... args) {
        faults.add(FieldError.of(column.field(), code, args));
    }

    /** The text under a column; empty where there is none or where it was wrong. */
    Optional<String> text(Column column, int longest) {
        String text = header.text(line, column);
        if (header.isFormula(line, column) || isFormula(column, text)) {
            return wrongText(column, "FORMULA");
        }
        if (text.length() > longest) {
            return wrongText(column, "TOO_LONG", longest);
        }
        if (CONTROL.matcher(text).find()) {
            return wrongText(column, "UNSOUND_TEXT");
        }
        if (!text.isEmpty() && misread.test(text)) {
            return wrongText(column, "MIXED_CHARACTER_SETS");
        }
        return Optional.of(text).filter(found -> !found.isEmpty());
    }

    /** As {@link #text}, and wrong where there is none. */
    Optional<String> needed(Column column, int longest) {
        int before = faults.size();
        Optional<String> text = text(column, longest);
        if (text.isEmpty() && faults.size() == before) {
            wrong(column, "REQUIRED");
        }
        return text;
    }

    /** Eleven digits, whatever stood between or before them. */
    Optional<String> phone() {
        Optional<String> given = needed(Column.PHONE, LONGEST).map(Row::digits);
        if (given.isPresent() && !MOBILE.matcher(given.get()).matches()) {
            return wrongText(Column.PHONE, "MALFORMED", "13800000000");
        }
        return given;
    }

    /** Empty where the cell is, which leaves what is known. */
    Optional<List<String>> skills() {
        return text(Column.SKILLS, MOST_SKILLS * (LONGEST + 1)).map(text -> {
            List<String> skills = Stream.of(BETWEEN_SKILLS.split(text)).map(String::strip).filter(one -> !one.isEmpty())
                    .distinct().toList();
            if (skills.size() > MOST_SKILLS) {
                wrong(Column.SKILLS, "TOO_MANY", MOST_SKILLS);
            }
            if (skills.stream().anyMatch(one -> one.length() > LONGEST)) {
                wrong(Column.SKILLS, "TOO_LONG", LONGEST);
            }
            return skills;
        });
    }

    private Optional<String> wrongText(Column column, String code, Object... args) {
        wrong(column, code, args);
        return Optional.empty();
    }

    private static boolean isFormula(Column column, String text) {
        String starts = column == Column.PHONE ? "=-@" : "=+-@#";
        return !text.isEmpty() && starts.indexOf(text.charAt(0)) >= 0;
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        text.chars().filter(c -> " -\u00a0\u3000".indexOf(c) < 0).map(c -> c >= '０' && c <= '９' ? c - FULL_WIDTH : c)
                .forEach(c -> digits.append((char) c));
        return COUNTRY.matcher(digits).replaceFirst("");
    }
}
