package cn.jinlin.registration.member;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.registration.District;
import cn.jinlin.registration.District.Answer;
import cn.jinlin.registration.RegistrationTest;
import cn.jinlin.registration.Told;

import static cn.jinlin.registration.District.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

@RegistrationTest
class MemberApiTest {
    private static final String ALL = "/api/v1/members";

    @Autowired
    District district;
    @Autowired
    Told told;
    @Autowired
    MongoDatabase database;

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void showsNobodysNameOrPhoneInStoreEventOrLog(CapturedOutput log) {
        String unit = district.unit();
        String phone = District.phone();
        Answer made = district.post(TestTokens.liaison(unit), ALL,
                District.memberBody(unit, phone).replace("陈嘉庚", "林巧稚"), "Idempotency-Key", phone).is(201);
        String id = made.get("/memberId");
        district.patch(TestTokens.liaison(unit), ALL + "/" + id, "{\"name\":\"林巧稚\"}", "If-Match", made.etag()).is(200);
        told.last(id, 2, MemberChanged.class);

        String stored = database.getCollection("members").find(Filters.eq("_id", id)).first().toJson();
        assertThat(stored).doesNotContain("林巧稚", phone);
        assertThat(told.about(id)).allSatisfy(event -> assertThat(event).doesNotContain("林巧稚", phone, "138****"));
        assertThat(log.getAll()).doesNotContain("林巧稚", phone);
    }

    @Test
    void masksThePhoneForEverybodyAndTheNameForTheDistrict() {
        String community = district.community();
        String unit = district.unit(community);
        String id = district.neighbour(unit, community);

        for (String token : List.of(TestTokens.member(id), TestTokens.liaison(unit), TestTokens.officer(community))) {
            Answer seen = district.get(token, ALL + "/" + id).is(200);
            assertThat(seen.get("/name")).isEqualTo("陈嘉庚");
            assertThat(seen.get("/phone")).matches("138\\*{4}\\d{4}");
        }
        Answer byDistrict = district.get(ADMIN, ALL + "/" + id).is(200);
        assertThat(byDistrict.get("/name")).isEqualTo("陈**");
        assertThat(byDistrict.get("/phone")).matches("138\\*{4}\\d{4}");
        assertThat(byDistrict.get("/registrations/residence/status")).isEqualTo("CONFIRMED");
    }

    @Test
    void aMemberIsNobodyElsesBusiness() {
        String unit = district.unit();
        String id = district.member(unit);

        district.get("", ALL + "/" + id).refused(401, "UNAUTHENTICATED");
        for (String token : List.of(TestTokens.member("another"), TestTokens.liaison("another"),
                TestTokens.officer("350211102006"), TestTokens.supervisor("EFFICIENCY"), TestTokens.platform("city"))) {
            district.get(token, ALL + "/" + id).refused(403, "FORBIDDEN");
            district.patch(token, ALL + "/" + id, "nonsense").refused(403, "FORBIDDEN");
            district.post(token, ALL + "/" + id + "/phone-disclosure", "nonsense").refused(403, "FORBIDDEN");
        }
        district.get(ADMIN, ALL + "/" + UUID.randomUUID()).refused(404, "NOT_FOUND");
        district.patch(ADMIN, ALL + "/" + UUID.randomUUID(), "nonsense").refused(404, "NOT_FOUND");
        district.get("", ALL).refused(401, "UNAUTHENTICATED");
        district.get(TestTokens.supervisor("EFFICIENCY"), ALL).refused(403, "FORBIDDEN");
    }

    @Test
    void onlyTheLiaisonAndTheDistrictMakePartyMembers() {
        String unit = district.unit();
        String body = District.memberBody(unit, District.phone());

        district.post(TestTokens.liaison("another"), ALL, body).refused(403, "FORBIDDEN");
        district.post(TestTokens.officer("350211102006"), ALL, body).refused(403, "FORBIDDEN");
        district.post(TestTokens.member("m"), ALL, body).refused(403, "FORBIDDEN");
        district.post(TestTokens.supervisor("EFFICIENCY"), ALL, body).refused(403, "FORBIDDEN");
        district.post(ADMIN, ALL, body.replace(unit, "none")).refused(409, "UNIT_UNKNOWN");
        district.post(ADMIN, ALL, body.replace("\"unitId\":\"" + unit + "\",", "")).invalid("unitId", "REQUIRED");
        district.post(ADMIN, ALL, body).is(201);
        district.post(TestTokens.liaison(unit), ALL,
                District.memberBody(unit, District.phone()).replace("\"unitId\":\"" + unit + "\",", "")).is(201);
    }

    @Test
    void residentsMakeThemselvesOrAreMadeByAnOfficer() {
        String own = UUID.randomUUID().toString();
        String body = "{\"kind\":\"RESIDENT\",\"name\":\"王阿婆\",\"phone\":\"13900000001\"}";

        assertThat(district.post(TestTokens.member(own), ALL, body).is(201).get("/memberId")).isEqualTo(own);
        district.post(TestTokens.member(own), ALL, body).refused(409, "MEMBER_EXISTS");
        district.post(TestTokens.officer("350211102006"), ALL, body).is(201);
        district.post(TestTokens.officer("350211102006"), ALL, body.replace("{", "{\"unitId\":\"u\",")).invalid("unitId",
                "NOT_FOR_RESIDENTS");
        district.post(TestTokens.liaison("u"), ALL, body).refused(403, "FORBIDDEN");
        district.post(ADMIN, ALL, body).refused(403, "FORBIDDEN");
    }

    @ParameterizedTest
    @CsvSource({"'\"name\":\"陈嘉庚\"', '\"name\":\"陈\\n嘉庚\"', name, MALFORMED",
        "'\"name\":\"陈嘉庚\"', '\"name\":7', name, WRONG_TYPE", "'PARTY_MEMBER', 'GUEST', kind, NOT_ONE_OF",
        "'\"kind\":\"PARTY_MEMBER\",', '', kind, REQUIRED", "'\"phone\":\"138', '\"phone\":\"238', phone, MALFORMED",
        "'\"phone\":\"138', '\"phone\":\"+86138', phone, MALFORMED", "'[\"急救\"]', '[\"\"]', skills[0], REQUIRED",
        "'[\"急救\"]', '[null]', skills[0], REQUIRED", "'\"skills\"', '\"admin\":true,\"skills\"', admin, UNKNOWN_FIELD"})
    void namesTheFieldThatIsWrong(String part, String wrong, String field, String problem) {
        String body = District.memberBody("u", District.phone()).replace(part, wrong == null ? "" : wrong);
        district.post(ADMIN, ALL, body).invalid(field, problem);
    }

    @Test
    void aPhoneBelongsToOnePartyMemberWhoeverIsFirst() throws Exception {
        String unit = district.unit();
        String body = District.memberBody(unit, District.phone());
        CountDownLatch start = new CountDownLatch(1);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> tries = IntStream.range(0, 20).mapToObj(i -> threads.submit(() -> {
                start.await();
                return district.post(TestTokens.liaison(unit), ALL, body).status();
            })).toList();
            start.countDown();
            List<Integer> statuses = new java.util.ArrayList<>();
            for (Future<Integer> one : tries) {
                statuses.add(one.get());
            }
            assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
        }
        district.post(TestTokens.liaison(unit), ALL, body).refused(409, "PHONE_TAKEN");
    }

    @Test
    void sayRefusalsInTheCallersLanguage() {
        String unit = district.unit();
        String body = District.memberBody(unit, District.phone());
        district.post(ADMIN, ALL, body).is(201);

        assertThat(district.post(ADMIN, ALL, body).refused(409, "PHONE_TAKEN").get("/title")).isEqualTo("手机号已被使用");
        assertThat(district.post(ADMIN, ALL, body, "Accept-Language", "en").refused(409, "PHONE_TAKEN").get("/title"))
                .isEqualTo("Phone is taken");
    }

    @Test
    void makesOneMemberForOneIdempotencyKey() {
        String unit = district.unit();
        String phone = District.phone();
        String body = District.memberBody(unit, phone);
        Answer once = district.post(TestTokens.liaison(unit), ALL, body, "Idempotency-Key", "k" + phone).is(201);

        assertThat(district.post(TestTokens.liaison(unit), ALL, body, "Idempotency-Key", "k" + phone).is(201).text())
                .isEqualTo(once.text());
    }

    @Test
    void correctsOnlyWhatTheCallerHasSeen() {
        String unit = district.unit();
        Answer made = district.post(TestTokens.liaison(unit), ALL, District.memberBody(unit, District.phone())).is(201);
        String one = ALL + "/" + made.get("/memberId");
        String token = TestTokens.member(made.get("/memberId"));

        district.patch(token, one, "{\"skills\":[\"摄影\"]}").refused(428, "PRECONDITION_REQUIRED");
        Answer corrected = district.patch(token, one, "{\"skills\":[\"摄影\"],\"phone\":\"13712345678\"}", "If-Match", made.etag())
                .is(200);
        assertThat(corrected.get("/phone")).isEqualTo("137****5678");
        assertThat(corrected.get("/name")).isEqualTo("陈嘉庚");
        assertThat(corrected.get("/skills/0")).isEqualTo("摄影");
        district.patch(token, one, "{\"skills\":[]}", "If-Match", made.etag()).refused(412, "STALE_VERSION");
        district.patch(token, one, "{\"phone\":\"1\",\"name\":\" \"}", "If-Match", corrected.etag()).invalid("phone", "MALFORMED")
                .invalid("name", "MALFORMED");
        String other = District.phone();
        district.post(TestTokens.liaison(unit), ALL, District.memberBody(unit, other)).is(201);
        district.patch(token, one, "{\"phone\":\"" + other + "\"}", "If-Match", corrected.etag()).refused(409, "PHONE_TAKEN");
    }

    @Test
    void disclosesAPhoneOnlyInScopeAndKeepsWhoAskedAndWhy() {
        String community = district.community();
        String unit = district.unit();
        String phone = District.phone();
        String id = district.post(TestTokens.liaison(unit), ALL, District.memberBody(unit, phone)).is(201).get("/memberId");
        String disclosure = ALL + "/" + id + "/phone-disclosure";

        district.post(TestTokens.officer(community), disclosure, "{\"reason\":\"联系集合\"}").refused(403, "FORBIDDEN");
        district.post(TestTokens.liaison(unit), disclosure, "{}").invalid("reason", "REQUIRED");
        district.put(TestTokens.member(id), ALL + "/" + id + "/registrations/residence",
                "{\"communityId\":\"" + community + "\"}").is(201);
        assertThat(district.post(TestTokens.officer(community), disclosure, "{\"reason\":\"联系集合\"}").is(200).get("/phone"))
                .isEqualTo(phone);

        List<Document> lines = database.getCollection("accessLog").find(Filters.eq("memberId", id))
                .into(new java.util.ArrayList<>());
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.getString("reason")).isEqualTo("联系集合");
            assertThat(line.getString("subject")).contains("community_officer");
            assertThat(line.toJson()).doesNotContain(phone);
        });
    }

    @Test
    void listsWhoeverIsInScopeOnceAndInPages() {
        String here = district.community();
        String there = district.community();
        String unit = district.unit(here);
        String both = district.neighbour(unit, here);
        district.put(TestTokens.liaison(unit), ALL + "/" + both + "/registrations/unit-community",
                "{\"communityId\":\"" + here + "\"}").is(201);
        String second = district.neighbour(unit, here);
        String elsewhere = district.neighbour(unit, there);

        assertThat(ids(district.get(TestTokens.officer(here), ALL))).containsExactly(both, second);
        assertThat(ids(district.get(TestTokens.officer(here, there), ALL))).containsExactly(both, second, elsewhere);
        assertThat(ids(district.get(ADMIN, ALL + "?communityId=" + there))).containsExactly(elsewhere);
        assertThat(ids(district.get(TestTokens.liaison(unit), ALL))).containsExactly(both, second, elsewhere);
        assertThat(ids(district.get(TestTokens.liaison(unit), ALL + "?communityId=" + here))).containsExactly(both, second);
        assertThat(ids(district.get(TestTokens.member(both), ALL))).containsExactly(both);
        assertThat(ids(district.get(TestTokens.officer(here), ALL + "?ids=" + both + "," + elsewhere))).containsExactly(both);
        assertThat(ids(district.get(TestTokens.member(both), ALL + "?ids=" + both + "," + elsewhere))).containsExactly(both);
        district.get(TestTokens.officer(here), ALL + "?communityId=" + there).refused(403, "FORBIDDEN");
        district.get(TestTokens.liaison(unit), ALL + "?unitId=another").refused(403, "FORBIDDEN");

        Answer first = district.get(TestTokens.officer(here), ALL + "?limit=1").is(200);
        assertThat(ids(first)).containsExactly(both);
        assertThat(ids(district.get(TestTokens.officer(here), ALL + "?limit=1&cursor={c}", first.get("/next"))))
                .containsExactly(second);
    }

    private static List<String> ids(Answer page) {
        return page.is(200).body().path("items").values().stream().map(item -> item.path("memberId").asString()).toList();
    }
}
