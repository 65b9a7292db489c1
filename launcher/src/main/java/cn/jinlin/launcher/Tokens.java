package cn.jinlin.launcher;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import cn.jinlin.launcher.door.Door;
import cn.jinlin.launcher.door.Role;

/** Ready-made tokens, one a role, scoped to 双乐社区 and to a unit and a member that a caller can make up data for. */
final class Tokens {
    private static final String COMMUNITY = "350211102006";
    private static final String UNIT = "01900000-0000-7000-8000-000000000001";
    private static final String MEMBER = "01900000-0000-7000-8000-000000000002";

    private Tokens() {}

    static Map<String, String> samples(Door door) throws IOException {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            tokens.put(role.name(), door.token(role, claims(role)));
        }
        return tokens;
    }

    private static Map<String, ?> claims(Role role) {
        return switch (role) {
            case DISTRICT_ADMIN -> Map.of();
            case COMMUNITY_OFFICER -> Map.of("communityIds", List.of(COMMUNITY));
            case UNIT_LIAISON -> Map.of("unitId", UNIT);
            case MEMBER -> Map.of("memberId", MEMBER, "unitId", UNIT);
            case SUPERVISOR -> Map.of("office", "EFFICIENCY");
            case PLATFORM -> Map.of("clientId", "city-platform");
        };
    }
}
