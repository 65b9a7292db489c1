package cn.jinlin.launcher.demo;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import cn.jinlin.launcher.door.Answer;

/** The third act: the members work, the community accepts, and only then the scan counts, once. */
final class Serving {
    static final int MINUTES = 120;
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final Stage stage;
    private final Crew crew;
    private final String orderId;

    Serving(Stage stage, Crew crew, String orderId) {
        this.stage = stage;
        this.crew = crew;
        this.orderId = orderId;
    }

    void play() throws IOException, Unmet {
        String officer = stage.officer(crew.community().code());
        checkIn();
        scanTooEarly();
        complete(officer);
        accept(officer);
        String code = code(officer);
        scan(code);
        scanAgain(code);
    }

    private void checkIn() throws IOException, Unmet {
        for (String member : crew.workers()) {
            String token = stage.member(member, crew.unitId());
            stage.succeeds("a member checks in", CREATED, () -> stage.door().post(token, path("/check-ins"), Map.of()));
        }
        stage.held("both checked in");
    }

    private void scanTooEarly() throws IOException, Unmet {
        Answer early = stage.isRefused("a scan before the acceptance", () -> scanBy(crew.workers().getFirst(), "too-early"),
                "NOT_ACCEPTED");
        stage.held("a scan before the acceptance is refused: " + Ordering.reason(early));
    }

    private void complete(String officer) throws IOException, Unmet {
        stage.comesAboutWithin(Ordering.LATEST.plusSeconds(5), "the order begins by itself at its start", "status IN_PROGRESS",
                answer -> answer.text("status").equals("IN_PROGRESS"), () -> stage.door().get(officer, path("")));
        stage.held("the order began by itself at its start");
        Map<String, Object> work = Map.of("summary", "楼道与空地已清理干净", "outcomes",
                List.of(Map.of("metric", "debris", "quantity", 28, "unit", "truckload")), "photos", List.of());
        stage.succeeds("the work is reported complete", OK, () -> stage.door().post(officer, path("/completion"), work));
        stage.held("completed: 28 truckloads of debris");
    }

    private void accept(String officer) throws IOException, Unmet {
        List<Map<String, Object>> served = crew.workers().stream()
                .map(member -> Map.<String, Object>of("memberId", member, "verdict", "SERVED", "minutes", MINUTES)).toList();
        Map<String, Object> acceptance = Map.of("verdict", "ACCEPTED", "participants", served, "comment", "");
        stage.succeeds("the community accepts the work", OK, () -> stage.door().post(officer, path("/acceptance"), acceptance));
        Answer order = stage.door().get(officer, path(""));
        stage.check("the order keeps its outcome", "28 truckload in the order", order.text().contains("truckload"), order);
        stage.held("accepted by the community's officer, " + MINUTES + " minutes each");
    }

    private String code(String officer) throws IOException, Unmet {
        Answer answer = stage.succeeds("the officer shows the code", OK, () -> stage.door().get(officer, path("/credit-code")));
        stage.held("the code is there now, good until " + answer.text("expiresAt"));
        return answer.text("code");
    }

    private void scan(String code) throws IOException, Unmet {
        for (String member : crew.workers()) {
            Answer answer = stage.succeeds("a member scans the code", CREATED, () -> scanBy(member, code));
            stage.check("a member scans the code", MINUTES + " minutes", answer.body().path("minutes").asInt(0) == MINUTES,
                    answer);
        }
        stage.held("both scanned it, " + MINUTES + " minutes credited to each");
    }

    private void scanAgain(String code) throws IOException, Unmet {
        Answer again = stage.isRefused("the same scan again", () -> scanBy(crew.workers().getFirst(), code), "ALREADY_CREDITED");
        stage.held("the same scan again is refused: " + Ordering.reason(again));
    }

    private Answer scanBy(String member, String code) throws IOException {
        return stage.door().post(stage.member(member, crew.unitId()), path("/credits"), Map.of("code", code));
    }

    private String path(String rest) {
        return Ordering.path(orderId, rest);
    }
}
