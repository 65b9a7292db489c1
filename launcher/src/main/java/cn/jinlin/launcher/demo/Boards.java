package cn.jinlin.launcher.demo;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;

import cn.jinlin.launcher.district.Community;
import cn.jinlin.launcher.door.Answer;

/** The last act: what the service record and the coverage board say afterwards. */
final class Boards {
    private static final int OK = 200;

    private final Stage stage;
    private final Community community;

    Boards(Stage stage, Community community) {
        this.stage = stage;
        this.community = community;
    }

    /** What the coverage board said of the community before the play; zeros when it knew nothing of it. */
    record Before(int registeredMembers, int verifiedMinutes) {}

    Before before() throws IOException, Unmet {
        String supervisor = stage.supervisor();
        Answer coverage = stage.succeeds("the coverage board opens", OK, () -> stage.door().get(supervisor, "/api/v1/coverage"));
        return row(coverage).map(row -> new Before(number(row, "registeredMembers"), number(row, "verifiedMinutes")))
                .orElse(new Before(0, 0));
    }

    void play(Crew crew, Before before) throws IOException, Unmet {
        for (String member : crew.workers()) {
            String token = stage.member(member, crew.unitId());
            Answer answer = stage.comesAbout("the minutes are in the service record",
                    Serving.MINUTES + " verified minutes, chain valid",
                    this::recorded, () -> stage.door().get(token, "/api/v1/members/" + member + "/service-record"));
            stage.held("service record of " + member + ": " + number(answer.body(), "verifiedMinutes") + " verified minutes in "
                    + answer.body().path("entries").size() + " entry, chain valid");
        }
        coverage(crew, before);
    }

    private boolean recorded(Answer answer) {
        return answer.is(OK) && number(answer.body(), "verifiedMinutes") == Serving.MINUTES
                && answer.body().path("chainValid").asBoolean(false);
    }

    private void coverage(Crew crew, Before before) throws IOException, Unmet {
        int members = before.registeredMembers() + crew.reported().size();
        int minutes = before.verifiedMinutes() + crew.workers().size() * Serving.MINUTES;
        Predicate<JsonNode> counted = row -> number(row, "registeredMembers") >= members
                && number(row, "verifiedMinutes") >= minutes;
        String supervisor = stage.supervisor();
        Answer board = stage.comesAbout("the community's figures on the coverage board",
                "at least " + members + " members and " + minutes + " minutes at " + community.code(),
                answer -> row(answer).filter(counted).isPresent(), () -> stage.door().get(supervisor, "/api/v1/coverage"));
        JsonNode row = row(board).orElseThrow();
        stage.held("coverage board, " + community.name() + ": " + number(row, "registeredMembers") + " registered members, "
                + number(row, "verifiedMinutes") + " verified minutes, band " + row.path("band").asString("-"));
        stage.line("");
        stage.line("  " + row);
    }

    private Optional<JsonNode> row(Answer coverage) {
        return coverage.body().path("items").valueStream()
                .filter(one -> one.path("communityId").asString("").equals(community.code()))
                .findFirst();
    }

    private static int number(JsonNode row, String field) {
        return row.path(field).asInt(0);
    }
}
