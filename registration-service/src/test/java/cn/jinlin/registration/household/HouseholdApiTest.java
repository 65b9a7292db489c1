package cn.jinlin.registration.household;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.crypto.FieldCipher;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.store.Outboxes;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.registration.District;
import cn.jinlin.registration.District.Answer;
import cn.jinlin.registration.RegistrationTest;
import cn.jinlin.registration.Told;
import cn.jinlin.registration.community.CommunityDesk;

import static cn.jinlin.registration.District.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

@RegistrationTest
class HouseholdApiTest {
    private static final String ALL = "/api/v1/households";
    private static final Outboxes NOBODY = new Outboxes() {
        @Override
        public void lookAfter(String collection, String topic, MongoCollection<Document> documents) {}

        @Override
        public void committed(String collection, String id) {
            throw new AssertionError("a household tells nobody anything");
        }
    };

    @Autowired
    District district;
    @Autowired
    Told told;
    @Autowired
    MongoDatabase database;
    @Autowired
    Households households;
    @Autowired
    HouseholdLog log;
    @Autowired
    CommunityDesk communities;
    @Autowired
    Clock clock;
    @Autowired
    MongoClient client;

    private String here;
    private String officer;
    private String unit;
    private String body;

    @BeforeEach
    void people() {
        here = district.community();
        unit = district.unit(here);
        officer = TestTokens.officer(here);
        body = District.householdBody(here);
    }

    @Test
    void leavesMasked() {
        Answer made = district.post(officer, ALL, body).is(201);

        assertThat(made.get("/contactName")).isEqualTo("王**");
        assertThat(made.get("/phone")).isEqualTo("139****1234");
        assertThat(made.get("/status")).isEqualTo("ACTIVE");
        assertThat(made.text()).doesNotContain("阿婆", "双乐花园", "腿脚");
        Answer read = district.get(officer, made.location()).is(200);
        assertThat(read.text()).isEqualTo(made.text());
        assertThat(district.get(officer, ALL).is(200).text()).doesNotContain("阿婆", "双乐花园", "腿脚");
    }

    @Test
    void isUnreadableAtRestAndToldNobody() {
        String id = district.household(here);
        String atRest = database.getCollection("households").find(Filters.eq("_id", id)).first().toJson();

        assertThat(atRest).contains(here).doesNotContain("王", "阿婆", "13900001234", "双乐", "腿脚");
        district.post(officer, ALL + "/" + id + "/disclosure", "{\"reason\":\"走访\"}").is(200);
        assertThat(told.about(id)).isEmpty();
    }

    @Test
    void isShownInTheClearOnlyForAReasonThatIsKept() {
        String household = ALL + "/" + district.household(here);
        String disclosure = household + "/disclosure";

        district.post(officer, disclosure, "{}").invalid("reason", "REQUIRED");
        district.post(officer, disclosure, "{\"reason\":\" \"}").invalid("reason", "REQUIRED");
        Answer shown = district.post(officer, disclosure, "{\"reason\":\"安排走访\"}").is(200);
        assertThat(shown.get("/contactName")).isEqualTo("王阿婆");
        assertThat(shown.get("/phone")).isEqualTo("13900001234");
        assertThat(shown.get("/address")).isEqualTo("双乐花园3号楼502");
        assertThat(shown.get("/needs")).isEqualTo("腿脚不便");
        district.post(officer, disclosure, "{\"reason\":\"再次\"}").is(200);

        Answer first = district.get(officer, household + "/accesses?limit=1").is(200);
        assertThat(first.get("/items/0/reason")).isEqualTo("安排走访");
        assertThat(first.get("/items/0/subject")).contains(here);
        assertThat(first.get("/items/0/what")).isEqualTo("household");
        assertThat(district.get(officer, household + "/accesses?cursor={c}", first.get("/next")).get("/items/0/reason"))
                .isEqualTo("再次");
    }

    @Test
    void isNobodyElsesBusiness() {
        String household = ALL + "/" + district.household(here);
        String neighbour = district.neighbour(unit, here);
        for (String token : List.of(TestTokens.officer("350211102006"), TestTokens.member(neighbour), TestTokens.liaison(unit),
                ADMIN, TestTokens.supervisor("CIVILIZATION"), TestTokens.platform("city"))) {
            district.get(token, household).refused(403, "FORBIDDEN");
            district.get(token, household + "/accesses").refused(403, "FORBIDDEN");
            district.post(token, household + "/disclosure", "nonsense").refused(403, "FORBIDDEN");
            district.post(token, ALL, body).refused(403, "FORBIDDEN");
            district.patch(token, household, "nonsense", "If-Match", "*").refused(403, "FORBIDDEN");
            district.delete(token, household).refused(403, "FORBIDDEN");
            district.get(token, ALL + "?communityId=" + here).refused(403, "FORBIDDEN");
        }
        district.get("", household).refused(401, "UNAUTHENTICATED");
        district.get(officer, ALL + "/none").refused(404, "NOT_FOUND");
        district.get(officer, ALL + "?communityId=350211102006").refused(403, "FORBIDDEN");
    }

    @Test
    void theVisitingMemberSeesItForAsLongAsItVisits() {
        String id = district.household(here);
        String visitor = district.neighbour(unit, here);
        String pairing = district.post(officer, "/api/v1/pairings",
                "{\"householdId\":\"%s\",\"memberId\":\"%s\",\"rhythmDays\":7}".formatted(id, visitor)).is(201).location();
        String token = TestTokens.member(visitor);

        assertThat(district.get(token, ALL + "/" + id).is(200).get("/contactName")).isEqualTo("王**");
        assertThat(district.post(token, ALL + "/" + id + "/disclosure", "{\"reason\":\"走访\"}").is(200).get("/address"))
                .isEqualTo("双乐花园3号楼502");
        assertThat(district.get(officer, ALL + "/" + id).get("/visitorId")).isEqualTo(visitor);
        assertThat(district.get(officer, ALL + "?communityId=" + here).get("/items/0/visitorId")).isEqualTo(visitor);
        district.get(token, ALL).refused(403, "FORBIDDEN");
        district.get(token, ALL + "/" + id + "/accesses").refused(403, "FORBIDDEN");
        district.patch(token, ALL + "/" + id, "{}", "If-Match", "*").refused(403, "FORBIDDEN");
        district.post(officer, pairing + "/ending", "{\"reason\":\"OTHER\"}").is(200);
        district.get(token, ALL + "/" + id).refused(403, "FORBIDDEN");
        district.post(token, ALL + "/" + id + "/disclosure", "{\"reason\":\"走访\"}").refused(403, "FORBIDDEN");
    }

    @Test
    void changesUnderItsVersionWhatIsGiven() {
        String household = district.post(officer, ALL, body).is(201).location();

        district.patch(officer, household, "{\"phone\":\"05926060000\"}").refused(428, "PRECONDITION_REQUIRED");
        district.patch(officer, household, "{\"phone\":\"05926060000\"}", "If-Match", "\"5\"").refused(412, "STALE_VERSION");
        district.patch(officer, household, "{\"phone\":\"call me\"}", "If-Match", "*").invalid("phone", "MALFORMED");
        assertThat(district.patch(officer, household, "{\"phone\":\"05926060000\"}", "If-Match", "\"1\"").is(200).etag())
                .isEqualTo("\"2\"");
        Answer shown = district.post(officer, household + "/disclosure", "{\"reason\":\"走访\"}").is(200);
        assertThat(shown.get("/phone")).isEqualTo("05926060000");
        assertThat(shown.get("/contactName")).isEqualTo("王阿婆");
    }

    @Test
    void keepsNoPhoneAndNoNeedsThatAreWantedNoMore() {
        String household = district.post(officer, ALL, body).is(201).location();

        district.patch(officer, household, "{\"phone\":\"\",\"needs\":\"\"}", "If-Match", "*").is(200);
        Answer shown = district.post(officer, household + "/disclosure", "{\"reason\":\"走访\"}").is(200);
        assertThat(shown.body().path("phone").isString() || shown.body().path("needs").isString()).isFalse();
        assertThat(shown.get("/address")).isEqualTo("双乐花园3号楼502");
    }

    @Test
    void erasesWhoAndWhereItWas() {
        String household = district.post(officer, ALL, body).is(201).location();

        district.delete(officer, household, "If-Match", "\"9\"").refused(412, "STALE_VERSION");
        district.delete(officer, household).is(204);
        district.delete(officer, household).is(204);
        Answer gone = district.get(officer, household).is(200);
        assertThat(gone.get("/status")).isEqualTo("REMOVED");
        assertThat(gone.body().has("contactName")).isFalse();
        district.post(officer, household + "/disclosure", "{\"reason\":\"走访\"}").refused(409, "HOUSEHOLD_REMOVED");
        district.patch(officer, household, "{\"needs\":\"无\"}", "If-Match", "*").refused(409, "HOUSEHOLD_REMOVED");
        assertThat(district.get(officer, ALL).get("/items")).isEqualTo("[]");
        assertThat(database.getCollection("households").find(Filters.eq("_id", household.substring(ALL.length() + 1))).first()
                .toJson()).doesNotContain("sealed");
    }

    @Test
    void writesAnewWhatAnOlderKeyWrote() {
        String oldKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        String newKey = "HxECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHgA=";
        Households apart = new Households(new Store(client.getDatabase("households-" + Ids.next()), clock, NOBODY,
                new Store.Settings(Duration.ofSeconds(20), 100)));
        Contents contents = new Contents("王阿婆", Optional.of("13900001234"), "双乐花园", Optional.empty());
        HouseholdSealing old = new HouseholdSealing(new FieldCipher(oldKey));
        for (String id : List.of("a", "b", "gone")) {
            apart.aggregates().create(id, new RequestKey(Optional.empty(), List.of()),
                    Change.of(new Household(id, here, clock.instant(),
                            Optional.of(old.seal(id, contents)).filter(kept -> !id.equals("gone")))),
                    there -> new IllegalStateException());
        }
        HouseholdDesk rotating = new HouseholdDesk(apart, new HouseholdSealing(new FieldCipher(newKey + "," + oldKey)), log,
                communities, clock);

        assertThat(rotating.resealAll()).isEqualTo(2);
        assertThat(rotating.resealAll()).isZero();
        HouseholdSealing alone = new HouseholdSealing(new FieldCipher(newKey));
        assertThat(alone.open("b", apart.aggregates().get("b").state().sealed().orElseThrow())).isEqualTo(contents);
    }

    @Test
    void refusesWhatIsNoHousehold() {
        district.post(officer, ALL, "{}").invalid("communityId", "REQUIRED").invalid("contactName", "REQUIRED").invalid("address",
                "REQUIRED");
        district.post(officer, ALL, body.replace("王阿婆", "a\\u0000")).invalid("contactName", "UNSOUND_TEXT");
        district.post(officer, ALL, body.replace("\"王阿婆\"", "{\"$gt\":\"\"}")).invalid("contactName", "WRONG_TYPE");
        district.post(officer, ALL, body.replace("王阿婆", "王".repeat(51))).invalid("contactName", "TOO_LONG");
        district.post(officer, ALL, body.replace("}", ",\"idCard\":\"1\"}")).invalid("idCard", "UNKNOWN_FIELD");
        district.post(TestTokens.officer("350211999999"), ALL, body.replace(here, "350211999999")).refused(409,
                "COMMUNITY_UNKNOWN");
        String markup = "<script>alert(1)</script>";
        String made = district.post(officer, ALL, body.replace("双乐花园3号楼502", markup)).is(201).location();
        assertThat(district.post(officer, made + "/disclosure", "{\"reason\":\"走访\"}").get("/address")).isEqualTo(markup);
    }

    @Test
    void entersOneForOneIdempotencyKeyAndListsInPages() {
        String key = District.phone();
        district.post(officer, ALL, body, "Idempotency-Key", key).is(201);
        district.post(officer, ALL, body, "Idempotency-Key", key).is(201);
        String second = district.household(here);
        String elsewhere = district.community();
        String third = district.household(elsewhere);
        String both = TestTokens.officer(here, elsewhere);

        Answer first = district.get(both, ALL + "?limit=2").is(200);
        assertThat(first.body().path("items").size()).isEqualTo(2);
        assertThat(first.get("/items/1/householdId")).isEqualTo(second);
        assertThat(district.get(both, ALL + "?limit=2&cursor={c}", first.get("/next")).get("/items/0/householdId"))
                .isEqualTo(third);
        assertThat(district.get(both, ALL + "?communityId=" + here).body().path("items").size()).isEqualTo(2);
    }
}
