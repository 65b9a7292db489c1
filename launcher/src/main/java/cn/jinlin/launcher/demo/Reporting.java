package cn.jinlin.launcher.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

import cn.jinlin.launcher.district.Community;
import cn.jinlin.launcher.district.District;

/** The first act: the district is there, a unit is tied to a community, and its members report and are confirmed. */
final class Reporting {
    private static final String COMMUNITY = "350211102006";
    private static final String HOME_OF_ONE = "350211102007";
    private static final List<String> NAMES = List.of("林晓明", "陈丽华", "黄志强", "吴雅婷");

    private final Stage stage;
    private final Cast cast;
    private final District district;

    Reporting(Stage stage, Cast cast, District district) {
        this.stage = stage;
        this.cast = cast;
        this.district = district;
    }

    Crew play() throws IOException, Unmet {
        String admin = stage.admin();
        communitiesAreThere(admin);
        Community community = district.community(COMMUNITY);
        String unitId = unit(community);
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
        stage.held(step + ", among them " + district.community(COMMUNITY).name());
    }

    private String unit(Community community) throws IOException, Unmet {
        Map<String, Object> unit = Map.of("name", "集美区城市管理局", "kind", "GOVERNMENT", "creditCode", "11350211MB0K3A27XY",
                "location", Map.of("longitude", 118.097, "latitude", 24.576));
        String unitId = cast.unit(unit, community);
        stage.held("unit 集美区城市管理局 entered and tied to " + community.name());
        return unitId;
    }

    private List<String> members(String unitId) throws IOException, Unmet {
        List<String> ids = new ArrayList<>();
        for (String name : NAMES) {
            ids.add(cast.member(unitId, name));
        }
        stage.held(ids.size() + " members entered by the unit's liaison");
        return ids;
    }

    private void report(List<String> members, String unitId, Community community) throws IOException, Unmet {
        for (String member : members) {
            cast.report(member, unitId, "unit-community", Map.of("communityId", community.code()));
        }
        Community home = district.community(HOME_OF_ONE);
        cast.report(members.getFirst(), unitId, "residence",
                Map.of("communityId", home.code(), "compoundId", home.firstCompound()));
        stage.held(
                "all reported to " + community.name() + ", one of them to " + home.name() + " as well, where that member lives");
    }

    private void confirm(List<String> members, Community community) throws IOException, Unmet {
        for (String member : members.subList(0, 3)) {
            cast.confirm(member, "unit-community", community);
        }
        Community home = district.community(HOME_OF_ONE);
        cast.confirm(members.getFirst(), "residence", home);
        stage.held("confirmed by the officers of " + community.name() + " (3) and " + home.name() + " (1); one is still waiting");
    }
}
