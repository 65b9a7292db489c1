package cn.jinlin.registration.member;

import java.util.Arrays;
import java.util.Optional;

/** Where a member reports to; at most one registration of each kind. */
public enum RegistrationKind {
    /** The community that the member's unit is tied to. */
    UNIT_COMMUNITY("unit-community"),
    /** The community where the member lives. */
    RESIDENCE("residence");

    private final String path;

    RegistrationKind(String path) {
        this.path = path;
    }

    /** As it stands in a URL. */
    public String path() {
        return path;
    }

    static Optional<RegistrationKind> of(String path) {
        return Arrays.stream(values()).filter(kind -> kind.path.equals(path)).findFirst();
    }
}
