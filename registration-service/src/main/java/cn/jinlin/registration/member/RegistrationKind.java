package cn.jinlin.registration.member;

import java.util.Arrays;
import java.util.Optional;

/** Where a member reports to; at most one registration of each kind. */
public enum RegistrationKind {
    /** The community that the member's unit is tied to. */
    UNIT_COMMUNITY("unit-community", "unitCommunity"),
    /** The community where the member lives. */
    RESIDENCE("residence", "residenceCommunity");

    private final String path;
    private final String column;

    RegistrationKind(String path, String column) {
        this.path = path;
        this.column = column;
    }

    /** As it stands over a column of a table. */
    public String column() {
        return column;
    }

    /** As it stands in a URL. */
    public String path() {
        return path;
    }

    public static Optional<RegistrationKind> of(String path) {
        return Arrays.stream(values()).filter(kind -> kind.path.equals(path)).findFirst();
    }
}
