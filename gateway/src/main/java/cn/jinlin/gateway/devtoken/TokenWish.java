package cn.jinlin.gateway.devtoken;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The claims somebody wants in a development token. They need not fit together: a MEMBER without an id is a way to see
 * what a service says to it.
 */
record TokenWish(List<String> roles, @Nullable String memberId, @Nullable String unitId, List<String> communityIds,
        @Nullable String office, @Nullable String clientId, @Nullable String subject) {

    static final Set<String> ROLES = ordered("DISTRICT_ADMIN", "COMMUNITY_OFFICER", "UNIT_LIAISON", "MEMBER",
            "SUPERVISOR", "PLATFORM");
    static final Set<String> OFFICES = ordered("EFFICIENCY", "ORGANIZATION", "CIVILIZATION");

    /** Who the token is about: as wished, else the id it carries, else its first role. */
    String about() {
        return Stream.of(subject, memberId, clientId).filter(Objects::nonNull).findFirst()
                .orElse("dev-" + roles.getFirst());
    }

    private static Set<String> ordered(String... values) {
        return new LinkedHashSet<>(List.of(values));
    }
}
