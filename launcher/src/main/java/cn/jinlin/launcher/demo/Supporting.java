package cn.jinlin.launcher.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

import cn.jinlin.launcher.district.Community;
import cn.jinlin.launcher.district.District;
import cn.jinlin.launcher.door.Answer;

/**
 * The fourth act: a community needs more people than it has, and the district moves help there from a unit with people to
 * spare. The unit belongs to a community where no order is open, since a community's own needs come first.
 */
final class Supporting {
    private static final Duration AHEAD = Duration.ofDays(2);
    private static final Duration LENGTH = Duration.ofHours(2);
    /** More than a community's own people can fill. */
    private static final int PLACES = 200;
    private static final String UNIT = "集美区税务局";
    private static final String PLANS = "/api/v1/support-plans";
    private static final int DAYS = 7;
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final Stage stage;
    private final Cast cast;
    private final District district;
    private final Community ofThePlay;
    private final Community shortOfPeople;

    /** @param ofThePlay where the acts before were set */
    Supporting(Stage stage, Cast cast, District district, Community ofThePlay, Community shortOfPeople) {
        this.stage = stage;
        this.cast = cast;
        this.district = district;
        this.ofThePlay = ofThePlay;
        this.shortOfPeople = shortOfPeople;
    }

    void play() throws IOException, Unmet {
        Community home = withoutOpenOrders();
        String unitId = unit(home);
        String memberId = member(unitId, home);
        String token = stage.member(memberId, unitId);
        String orderId = order();
        Answer stranger = stage.isRefused("a member of a unit without a tie claims there", () -> claim(token, orderId),
                "NOT_ELIGIBLE");
        stage.held("the member is refused there so far: " + Ordering.reason(stranger));
        agree(plan(unitId), unitId);
        stage.succeeds("the member claims there", CREATED, () -> claim(token, orderId));
        stage.held("now the member claims a place at " + shortOfPeople.name() + "; that ends with the plan");
    }

    private Community withoutOpenOrders() throws IOException, Unmet {
        String admin = stage.admin();
        for (Community each : district.communities()) {
            if (!each.equals(ofThePlay) && !each.equals(shortOfPeople) && openOrders(admin, each) == 0) {
                return each;
            }
        }
        throw new Unmet("a community can spare people", "one without an open order",
                stage.door().get(admin, "/api/v1/orders?status=OPEN&limit=1"));
    }

    private int openOrders(String admin, Community community) throws IOException, Unmet {
        Answer open = stage.succeeds("the open orders of a community are read", OK, () -> stage.door().get(admin,
                "/api/v1/orders?status=OPEN&limit=1&communityId=" + community.code()));
        return open.body().path("items").size();
    }

    /** At the very place where people are missing, so that no other unit is nearer. */
    private String unit(Community home) throws IOException, Unmet {
        Map<String, Object> at = Map.of("longitude", shortOfPeople.longitude(), "latitude", shortOfPeople.latitude());
        return cast.unit(Map.of("name", UNIT, "kind", "GOVERNMENT", "location", at), home);
    }

    private String member(String unitId, Community home) throws IOException, Unmet {
        String memberId = cast.member(unitId, "洪文志");
        cast.report(memberId, unitId, "unit-community", Map.of("communityId", home.code()));
        cast.confirm(memberId, "unit-community", home);
        stage.held("unit " + UNIT + " has somebody to spare: no order is open at " + home.name() + ", to which it is tied");
        return memberId;
    }

    private String order() throws IOException, Unmet {
        String officer = stage.officer(shortOfPeople.code());
        Instant startsAt = Instant.now().plus(AHEAD).truncatedTo(ChronoUnit.MINUTES);
        Map<String, Object> order = Map.of("communityId", shortOfPeople.code(), "title", "台风后清理枝叶", "description", "清理台风后的枝叶与积水",
                "category", "CLEAN_HOME", "startsAt", startsAt.toString(), "endsAt", startsAt.plus(LENGTH).toString(), "capacity",
                Map.of("min", 1, "max", PLACES), "audience", "PARTNER_UNITS");
        String orderId = stage.succeeds("another community posts an order", CREATED,
                () -> stage.door().post(officer, "/api/v1/orders", order)).text("orderId");
        stage.succeeds("it is published", OK,
                () -> stage.door().post(officer, Ordering.path(orderId, "/publication"), Map.of()));
        stage.held(shortOfPeople.name() + " looks for " + PLACES + " people the day after tomorrow, to clear up after a typhoon");
        return orderId;
    }

    private Answer claim(String member, String orderId) throws IOException {
        return stage.door().post(member, Ordering.path(orderId, "/claims"), Map.of());
    }

    private String plan(String unitId) throws IOException, Unmet {
        String admin = stage.admin();
        stage.comesAbout("a plan would ask the unit", "a request to it", answer -> request(answer, unitId).isPresent(),
                () -> stage.door().post(admin, PLANS, Map.of("horizonDays", DAYS, "whatIf", true)));
        Answer plan = stage.succeeds("the district makes a support plan", CREATED,
                () -> stage.door().post(admin, PLANS, Map.of("horizonDays", DAYS)));
        JsonNode asked = request(plan, unitId).orElseThrow(() -> new Unmet("the plan asks the unit", "a request to it", plan));
        String planId = plan.text("planId");
        stage.held("the district's support plan asks the unit for help: " + asked.path("reason").asString(""));
        stage.succeeds("the district approves it", OK,
                () -> stage.door().post(admin, PLANS + "/" + planId + "/approval", Map.of()));
        return planId;
    }

    private Optional<JsonNode> request(Answer plan, String unitId) {
        return plan.body().path("assignments").valueStream()
                .filter(one -> one.path("unitId").asString("").equals(unitId)
                        && one.path("communityId").asString("").equals(shortOfPeople.code()))
                .findFirst();
    }

    private void agree(String planId, String unitId) throws IOException, Unmet {
        String liaison = stage.liaison(unitId);
        stage.succeeds("the unit agrees", OK, () -> stage.door().post(liaison,
                PLANS + "/" + planId + "/consents/" + unitId, Map.of("decision", "CONSENTED")));
        stage.comesAbout("the support begins", "status ACTIVE", answer -> answer.text("status").equals("ACTIVE"),
                () -> stage.door().get(liaison, PLANS + "/" + planId));
        stage.held("approved by the district, agreed to by the unit's liaison; the support is in force");
    }
}
