package cn.jinlin.launcher.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import cn.jinlin.launcher.door.Answer;

/** The second act: an order with two places is offered to the unit, accepted, claimed, and full. */
final class Ordering {
    /** Long enough for the claims, short enough for somebody who watches: at the start the order begins by itself. */
    private static final Duration SOONEST = Duration.ofSeconds(12);
    static final Duration LATEST = Duration.ofSeconds(90);
    private static final Duration LENGTH = Duration.ofHours(2);
    private static final int PLACES = 2;
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final Stage stage;
    private final Crew crew;
    private final Duration untilStart;

    /** @param pace how long the first act took; a slow machine needs more time before the order begins */
    Ordering(Stage stage, Crew crew, Duration pace) {
        this.stage = stage;
        this.crew = crew;
        Duration wanted = pace.multipliedBy(2);
        this.untilStart = wanted.compareTo(SOONEST) < 0 ? SOONEST : wanted.compareTo(LATEST) > 0 ? LATEST : wanted;
    }

    /** @return the order's id; it has not begun yet */
    String play() throws IOException, Unmet {
        String officer = stage.officer(crew.community().code());
        String orderId = post(officer);
        publish(officer, orderId);
        accept(orderId);
        claim(orderId);
        refuseMore(orderId);
        return orderId;
    }

    private String post(String officer) throws IOException, Unmet {
        // request-service hears of the unit by an event, so that for a moment the unit may be unknown to it
        Answer made = stage.comesAbout("the community posts an order", "status 201", answer -> answer.is(CREATED),
                () -> stage.door().post(officer, "/api/v1/orders", order(Instant.now().plus(untilStart))));
        stage.check("the community posts an order", "status DRAFT", made.text("status").equals("DRAFT"), made);
        stage.held("order of " + crew.community().name() + " for " + PLACES
                + " people posted as a draft: clear the stairwells of debris");
        return made.text("orderId");
    }

    private Map<String, Object> order(Instant startsAt) {
        Map<String, Object> offer = Map.of("unitId", crew.unitId(), "places", PLACES, "deadline",
                startsAt.minusSeconds(1).toString());
        return Map.of("communityId", crew.community().code(), "title", "清理楼道杂物", "description", "清理小区楼道与空地堆放的杂物", "category",
                "CLEAN_HOME", "startsAt", startsAt.toString(), "endsAt", startsAt.plus(LENGTH).toString(), "capacity",
                Map.of("min", 1, "max", PLACES), "audience", "PARTNER_UNITS", "offers", List.of(offer));
    }

    private void publish(String officer, String orderId) throws IOException, Unmet {
        Answer answer = stage.succeeds("the order is published", OK,
                () -> stage.door().post(officer, path(orderId, "/publication"), Map.of()));
        stage.check("the order is published", "status OFFERED", answer.text("status").equals("OFFERED"), answer);
        stage.held("published, and offered to the unit with " + PLACES + " places");
    }

    private void accept(String orderId) throws IOException, Unmet {
        String liaison = stage.liaison(crew.unitId());
        stage.succeeds("the unit accepts the offer", OK, () -> stage.door().post(liaison,
                path(orderId, "/offers/" + crew.unitId() + "/response"), Map.of("decision", "ACCEPTED", "places", PLACES)));
        stage.comesAbout("the order opens", "status OPEN", answer -> answer.text("status").equals("OPEN"),
                () -> stage.door().get(liaison, path(orderId, "")));
        stage.held("accepted by the unit's liaison; the order is open");
    }

    private void claim(String orderId) throws IOException, Unmet {
        for (String member : crew.workers()) {
            Answer answer = stage.succeeds("a member claims a place", CREATED, () -> claimBy(orderId, member));
            stage.check("a member claims a place", "status CLAIMED", answer.text("status").equals("CLAIMED"), answer);
        }
        stage.held(PLACES + " members claimed the " + PLACES + " places");
    }

    private void refuseMore(String orderId) throws IOException, Unmet {
        Answer twice = stage.isRefused("the same member claims again", () -> claimBy(orderId, crew.workers().getFirst()),
                "ALREADY_CLAIMED");
        stage.held("the same member again is refused: " + reason(twice));
        Answer third = stage.isRefused("a third member of the unit claims", () -> claimBy(orderId, crew.late()),
                "UNIT_QUOTA_REACHED",
                "ORDER_FULL");
        stage.held("a third member is refused: " + reason(third));
        Answer unconfirmed = stage.isRefused("an unconfirmed member claims", () -> claimBy(orderId, crew.pending()),
                "MEMBER_NOT_REGISTERED", "NOT_ELIGIBLE");
        stage.held("a member whom nobody confirmed is refused: " + reason(unconfirmed));
    }

    private Answer claimBy(String orderId, String member) throws IOException {
        return stage.door().post(stage.member(member, crew.unitId()), path(orderId, "/claims"), Map.of());
    }

    static String reason(Answer refusal) {
        return refusal.code() + " (" + refusal.text("title") + ")";
    }

    static String path(String orderId, String rest) {
        return "/api/v1/orders/" + orderId + rest;
    }
}
