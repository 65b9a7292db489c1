package cn.jinlin.launcher.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import tools.jackson.databind.JsonNode;

import cn.jinlin.launcher.district.Community;
import cn.jinlin.launcher.district.District;
import cn.jinlin.launcher.door.Answer;

/** The first act: the district is there, a unit is tied to a community, and its members report and are confirmed. */
final class Reporting {
    private static final String COMMUNITY = "350211102006";
    private static final String HOME_OF_ONE = "350211102007";
    private static final List<String> NAMES = List.of("林晓明", "陈丽华", "黄志强", "吴雅婷");
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final Stage stage;
    private final District district;
    private final Random random = new Random();

    Reporting(Stage stage, District district) {
        this.stage = stage;
        this.district = district;
    }

    Crew play() throws IOException, Unmet {
        String admin = stage.admin();
        communitiesAreThere(admin);
        Community community = community(COMMUNITY);
        String unitId = unit(admin, community);
        List<String> members = members(unitId);
        report(members, unitId, community);
        confirm(members, community);
        return new Crew(community, unitId, members.subList(0, 3), members.get(3));
    }

    private void communitiesAreThere(String admin) throws IOException, Unmet {
        district.load(stage.door(), admin);
        String step = "73 communities of Jimei";
        List<JsonNode> known = District.known(stage.door(), admin);
        long found = known.stream().filter(one -> district.communities().stream()
                .anyMatch(expected -> one.path("communityId").asString("").equals(expected.code())
                        && one.path("name").asString("").equals(expected.name())))
                .count();
        if (found != district.communities().size()) {
            throw new Unmet(step, district.communities().size() + " with their names", found + " of " + known.size());
        }
        stage.held(step + ", among them " + community(COMMUNITY).name());
    }

    private Community community(String code) {
        return district.communities().stream().filter(one -> one.code().equals(code)).findFirst().orElseThrow();
    }

    private String unit(String admin, Community community) throws IOException, Unmet {
        Map<String, Object> unit = Map.of("name", "集美区城市管理局", "kind", "GOVERNMENT", "creditCode", "11350211MB0K3A27XY",
                "location",
                Map.of("longitude", 118.097, "latitude", 24.576));
        Answer made = stage.succeeds("a unit is entered", CREATED, () -> stage.door().post(admin, "/api/v1/units", unit));
        String unitId = made.text("unitId");
        String tie = "/api/v1/units/" + unitId + "/partner-communities/" + community.code();
        Answer tied = stage.door().put(admin, tie, Map.of("kind", "PARTNER"));
        stage.check("the unit is tied to " + community.name(), "200 or 201", tied.is(OK) || tied.is(CREATED), tied);
        stage.held("unit 集美区城市管理局 entered and tied to " + community.name());
        return unitId;
    }

    private List<String> members(String unitId) throws IOException, Unmet {
        String liaison = stage.liaison(unitId);
        List<String> ids = new ArrayList<>();
        for (String name : NAMES) {
            Map<String, Object> member = Map.of("kind", "PARTY_MEMBER", "name", name, "phone", phone(), "unitId", unitId,
                    "skills",
                    List.of("搬运"));
            ids.add(stage
                    .succeeds("the liaison enters a member", CREATED, () -> stage.door().post(liaison, "/api/v1/members", member))
                    .text("memberId"));
        }
        stage.held(ids.size() + " members entered by the unit's liaison");
        return ids;
    }

    private String phone() {
        return "139" + String.format("%08d", random.nextInt(100_000_000));
    }

    private void report(List<String> members, String unitId, Community community) throws IOException, Unmet {
        for (String member : members) {
            put(member, unitId, "unit-community", Map.of("communityId", community.code()));
        }
        Community home = community(HOME_OF_ONE);
        put(members.getFirst(), unitId, "residence", Map.of("communityId", home.code(), "compoundId", home.firstCompound()));
        stage.held(
                "all reported to " + community.name() + ", one of them to " + home.name() + " as well, where that member lives");
    }

    private void put(String member, String unitId, String kind, Map<String, String> where) throws IOException, Unmet {
        String token = stage.member(member, unitId);
        Answer answer = stage.succeeds("a member reports", CREATED,
                () -> stage.door().put(token, registration(member, kind), where));
        stage.check("a member reports", "status PENDING in the answer", answer.text().contains("PENDING"), answer);
    }

    private void confirm(List<String> members, Community community) throws IOException, Unmet {
        for (String member : members.subList(0, 3)) {
            decide(member, "unit-community", community);
        }
        Community home = community(HOME_OF_ONE);
        decide(members.getFirst(), "residence", home);
        stage.held("confirmed by the officers of " + community.name() + " (3) and " + home.name() + " (1); one is still waiting");
    }

    private void decide(String member, String kind, Community community) throws IOException, Unmet {
        String officer = stage.officer(community.code());
        stage.succeeds("the officer of " + community.name() + " confirms", OK, () -> stage.door().post(officer,
                registration(member, kind) + "/decision", Map.of("decision", "CONFIRMED")));
    }

    private static String registration(String member, String kind) {
        return "/api/v1/members/" + member + "/registrations/" + kind;
    }
}
