package cn.jinlin.supervision.rebuild;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.Http;
import cn.jinlin.supervision.Publisher;
import cn.jinlin.supervision.district.RandomDistrict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@EnginesTest
class RebuildApiTest {
    private static final String REBUILD = "/api/v1/coverage/rebuild";
    private static final String ADMIN = TestTokens.districtAdmin();

    @Autowired
    Publisher publisher;
    @Autowired
    Http http;
    @Autowired
    MongoDatabase database;

    @Test
    void showsTheSameAgainAndMendsWhatNoEventEverSaid() {
        RandomDistrict story = new RandomDistrict(301, Instant.now());
        publisher.publish(story.disturbed());
        String district = "/api/v1/coverage/summary?districtCode=400301";
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                Http.json(http.get(district, ADMIN)).path("district").path("communities").intValue()).isEqualTo(5));
        String shown = settled(district);
        Document member = database.getCollection("members").find(Filters.regex("_id", "^s301-")).first();
        database.getCollection("members").updateOne(Filters.eq("_id", member.get("_id")),
                Updates.combine(Updates.set("communities", List.of("400301001001")), Updates.unset("value.residence")));
        database.getCollection("members").insertOne(new Document("_id", "nobody-told-of").append("version", 99L)
                .append("communities", List.of("400301001001")).append("value", member.get("value")));

        MvcTestResult started = http.post(REBUILD, ADMIN, "{}");
        assertThat(started).hasStatus(202);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(
                () -> assertThat(Http.json(http.get(REBUILD, ADMIN)).path("status").stringValue()).isEqualTo("DONE"));

        assertThat(Http.json(http.get(REBUILD, ADMIN)).path("events").longValue()).isPositive();
        assertThat(database.getCollection("members").countDocuments(Filters.eq("_id", "nobody-told-of"))).isZero();
        assertThat(database.getCollection("members").find(Filters.eq("_id", member.get("_id"))).first().get("value"))
                .isEqualTo(member.get("value"));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(settled(district)).isEqualTo(shown));
    }

    @Test
    void isTheDistrictsAlone() {
        for (String other : List.of(TestTokens.supervisor("EFFICIENCY"), TestTokens.officer("350211102006"),
                TestTokens.platform("city"), TestTokens.member("m"), TestTokens.liaison("u"))) {
            Http.assertProblem(http.post(REBUILD, other, "{}"), 403, "FORBIDDEN");
            Http.assertProblem(http.get(REBUILD, other), 403, "FORBIDDEN");
        }
        assertThat(http.tester().get().uri(REBUILD).exchange()).hasStatus(401);
    }

    private String settled(String uri) {
        String[] last = {""};
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(300)).until(() -> {
            String before = last[0];
            last[0] = Http.json(http.get(uri, ADMIN)).toString();
            return last[0].equals(before);
        });
        return last[0];
    }
}
