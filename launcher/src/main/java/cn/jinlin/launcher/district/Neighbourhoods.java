package cn.jinlin.launcher.district;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;

import cn.jinlin.launcher.door.Door;
import cn.jinlin.launcher.door.Pages;
import cn.jinlin.launcher.door.Role;

/** What the officers of the communities make: teams, households and pairings with the members registered there. */
final class Neighbourhoods {
    private static final int CREATED = 201;
    private static final int TEAM_SIZE = 10;
    private static final int RHYTHM_DAYS = 14;

    private final Door door;
    private final String admin;
    private final Map<String, List<String>> members = new HashMap<>();

    Neighbourhoods(Door door, String admin) {
        this.door = door;
        this.admin = admin;
    }

    /** Makes teams until there are that many with their planned names; returns how many were missing. */
    int teams(Community community, int wanted) throws IOException {
        Set<String> known = new HashSet<>();
        for (JsonNode team : Pages.all(door, admin, "/api/v1/teams?communityId=" + community.code())) {
            known.add(team.path("name").asString(""));
        }
        List<String> registered = members(community);
        int made = 0;
        for (int number = 1; number <= wanted; number++) {
            String name = community.name() + "亲邻先锋队" + number;
            if (!known.contains(name)) {
                int from = Math.min((number - 1) * TEAM_SIZE, Math.max(0, registered.size() - 1));
                team(community, name, registered.subList(from, Math.min(registered.size(), from + TEAM_SIZE)));
                made++;
            }
        }
        return made;
    }

    private void team(Community community, String name, List<String> crew) throws IOException {
        Map<String, Object> team = new HashMap<>(Map.of("kind", "VANGUARD", "name", name, "communityId", community.code()));
        if (!crew.isEmpty()) {
            team.put("leaderId", crew.getFirst());
            team.put("memberIds", crew);
        }
        FullDistrict.expect(door.post(officer(community), "/api/v1/teams", team), "a team", CREATED);
    }

    /** Pairs households with free members until there are that many pairings; returns how many were missing. */
    int pairings(Community community, int wanted) throws IOException {
        String officer = officer(community);
        Set<String> paired = new HashSet<>();
        int active = 0;
        for (JsonNode pairing : Pages.all(door, officer,
                "/api/v1/pairings?status=ACTIVE&communityId=" + community.code())) {
            paired.add(pairing.path("memberId").asString(""));
            active++;
        }
        Iterator<String> waiting = waiting(community, officer).iterator();
        Iterator<String> free = members(community).stream().filter(member -> !paired.contains(member)).iterator();
        int made = 0;
        while (active + made < wanted && free.hasNext()) {
            String household = waiting.hasNext() ? waiting.next() : household(community, officer, active + made + 1);
            String member = free.next();
            boolean done = door.post(officer, "/api/v1/pairings",
                    Map.of("householdId", household, "memberId", member, "rhythmDays", RHYTHM_DAYS)).is(CREATED);
            made += done ? 1 : 0;
        }
        return made;
    }

    /** Households that nobody visits, left from a load that was broken off. */
    private List<String> waiting(Community community, String officer) throws IOException {
        return Pages.all(door, officer, "/api/v1/households?communityId=" + community.code()).stream()
                .filter(one -> one.path("visitorId").asString("").isEmpty()).map(one -> one.path("householdId").asString(""))
                .toList();
    }

    private String household(Community community, String officer, int number) throws IOException {
        Map<String, Object> household = Map.of("communityId", community.code(), "contactName",
                String.format("住户某%03d", number), "address", community.name() + "示例楼" + number + "号", "needs", "定期探望");
        return FullDistrict.expect(door.post(officer, "/api/v1/households", household), "a household", CREATED)
                .text("householdId");
    }

    int countMembers(Community community) throws IOException {
        return members(community).size();
    }

    int countTeams(Community community) throws IOException {
        return Pages.all(door, admin, "/api/v1/teams?communityId=" + community.code()).size();
    }

    int countPairings(Community community) throws IOException {
        return Pages.all(door, admin, "/api/v1/pairings?status=ACTIVE&communityId=" + community.code()).size();
    }

    /** Members registered in the community, in the order of their ids. */
    private List<String> members(Community community) throws IOException {
        List<String> known = members.get(community.code());
        if (known == null) {
            known = Pages.all(door, admin, "/api/v1/members?communityId=" + community.code()).stream()
                    .filter(one -> one.toString().contains("\"CONFIRMED\"")).map(one -> one.path("memberId").asString(""))
                    .toList();
            members.put(community.code(), known);
        }
        return known;
    }

    private String officer(Community community) throws IOException {
        return door.token(Role.COMMUNITY_OFFICER,
                Map.of("communityIds", List.of(community.code()), "subject", "officer-" + community.code()));
    }
}
