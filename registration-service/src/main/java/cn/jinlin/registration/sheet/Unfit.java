package cn.jinlin.registration.sheet;

import cn.jinlin.kit.domain.Invalid;

/** Why a file is refused as a whole: 400 with the field {@code file}. */
final class Unfit {
    private static final String FILE = "file";

    private Unfit() {}

    static Invalid empty() {
        return Invalid.field(FILE, "EMPTY_FILE");
    }

    static Invalid noText() {
        return Invalid.field(FILE, "NEITHER_UTF8_NOR_GB18030");
    }

    static Invalid oldExcel() {
        return Invalid.field(FILE, "OLD_EXCEL");
    }

    /** @param line the last one that could be read */
    static Invalid csv(int line) {
        return Invalid.field(FILE, "UNREADABLE_CSV", line);
    }

    static Invalid xlsx() {
        return Invalid.field(FILE, "UNREADABLE_XLSX");
    }

    static Invalid longCell() {
        return Invalid.field(FILE, "CELL_TOO_LONG");
    }

    static Invalid bomb() {
        return Invalid.field(FILE, "TOO_LARGE_UNPACKED");
    }
}
