package cn.jinlin.launcher.demo;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;

import cn.jinlin.launcher.district.Community;
import cn.jinlin.launcher.door.Answer;

/** Brings units and members on stage, and lets members report and officers confirm. */
final class Cast {
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final Stage stage;
    private final Random random = new Random();

    Cast(Stage stage) {
        this.stage = stage;
    }

    /** @param unit the body of the call that enters it */
    String unit(Map<String, Object> unit, Community tiedTo) throws IOException, Unmet {
        String admin = stage.admin();
        Answer made = stage.succeeds("a unit is entered", CREATED, () -> stage.door().post(admin, "/api/v1/units", unit));
        String unitId = made.text("unitId");
        String tie = "/api/v1/units/" + unitId + "/partner-communities/" + tiedTo.code();
        Answer tied = stage.door().put(admin, tie, Map.of("kind", "PARTNER"));
        stage.check("the unit is tied to " + tiedTo.name(), "200 or 201", tied.is(OK) || tied.is(CREATED), tied);
        return unitId;
    }

    String member(String unitId, String name) throws IOException, Unmet {
        String liaison = stage.liaison(unitId);
        Map<String, Object> member = Map.of("kind", "PARTY_MEMBER", "name", name, "phone", phone(), "unitId", unitId,
                "skills", List.of("搬运"));
        return stage.succeeds("the liaison enters a member", CREATED, () -> stage.door().post(liaison, "/api/v1/members", member))
                .text("memberId");
    }

    private String phone() {
        return "139" + String.format("%08d", random.nextInt(100_000_000));
    }

    /** @param kind unit-community or residence */
    void report(String member, String unitId, String kind, Map<String, String> where) throws IOException, Unmet {
        String token = stage.member(member, unitId);
        Answer answer = stage.succeeds("a member reports", CREATED,
                () -> stage.door().put(token, registration(member, kind), where));
        stage.check("a member reports", "status PENDING in the answer", answer.text().contains("PENDING"), answer);
    }

    void confirm(String member, String kind, Community community) throws IOException, Unmet {
        String officer = stage.officer(community.code());
        stage.succeeds("the officer of " + community.name() + " confirms", OK, () -> stage.door().post(officer,
                registration(member, kind) + "/decision", Map.of("decision", "CONFIRMED")));
    }

    private static String registration(String member, String kind) {
        return "/api/v1/members/" + member + "/registrations/" + kind;
    }
}
