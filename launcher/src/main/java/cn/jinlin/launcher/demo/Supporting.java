package cn.jinlin.launcher.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

import cn.jinlin.launcher.district.Community;
import cn.jinlin.launcher.door.Answer;

/** The fourth act: a community needs more people than it has, and the district moves help there from the unit of the play. */
final class Supporting {
    private static final Duration AHEAD = Duration.ofDays(2);
    private static final Duration LENGTH = Duration.ofHours(2);
    /** More than a community's own people can fill. */
    private static final int PLACES = 200;
    private static final String PLANS = "/api/v1/support-plans";
    private static final int DAYS = 7;
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final Stage stage;
    private final Crew crew;
    private final Community shortOfPeople;

    /** @param shortOfPeople a community near the unit, to which it is not tied */
    Supporting(Stage stage, Crew crew, Community shortOfPeople) {
        this.stage = stage;
        this.crew = crew;
        this.shortOfPeople = shortOfPeople;
    }

    void play() throws IOException, Unmet {
        String orderId = order();
        String member = stage.member(crew.late(), crew.unitId());
        Answer stranger = stage.isRefused("a member of a unit without a tie claims there", () -> claim(member, orderId),
                "NOT_ELIGIBLE");
        stage.held("a member of the unit is refused there so far: " + Ordering.reason(stranger));
        String planId = plan();
        agree(planId);
        stage.succeeds("the member claims there", CREATED, () -> claim(member, orderId));
        stage.held("now the member claims a place at " + shortOfPeople.name() + "; that ends with the plan");
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

    private String plan() throws IOException, Unmet {
        String admin = stage.admin();
        stage.comesAbout("a plan would ask the unit", "a request to it", answer -> request(answer).isPresent(),
                () -> stage.door().post(admin, PLANS, Map.of("horizonDays", DAYS, "whatIf", true)));
        Answer plan = stage.succeeds("the district makes a support plan", CREATED,
                () -> stage.door().post(admin, PLANS, Map.of("horizonDays", DAYS)));
        JsonNode asked = request(plan).orElseThrow(() -> new Unmet("the plan asks the unit", "a request to it", plan));
        String planId = plan.text("planId");
        stage.held("the district's support plan asks the unit for " + asked.path("places").asInt(0) + " people: "
                + asked.path("reason").asString(""));
        stage.succeeds("the district approves it", OK,
                () -> stage.door().post(admin, PLANS + "/" + planId + "/approval", Map.of()));
        return planId;
    }

    private Optional<JsonNode> request(Answer plan) {
        return plan.body().path("assignments").valueStream()
                .filter(one -> one.path("unitId").asString("").equals(crew.unitId())
                        && one.path("communityId").asString("").equals(shortOfPeople.code()))
                .findFirst();
    }

    private void agree(String planId) throws IOException, Unmet {
        String liaison = stage.liaison(crew.unitId());
        stage.succeeds("the unit agrees", OK, () -> stage.door().post(liaison,
                PLANS + "/" + planId + "/consents/" + crew.unitId(), Map.of("decision", "CONSENTED")));
        stage.comesAbout("the support begins", "status ACTIVE", answer -> answer.text("status").equals("ACTIVE"),
                () -> stage.door().get(liaison, PLANS + "/" + planId));
        stage.held("approved by the district, agreed to by the unit's liaison; the support is in force");
    }
}
