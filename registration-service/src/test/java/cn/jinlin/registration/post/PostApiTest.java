package cn.jinlin.registration.post;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.kit.store.Outboxes;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.registration.District;
import cn.jinlin.registration.District.Answer;
import cn.jinlin.registration.RegistrationTest;
import cn.jinlin.registration.Told;
import cn.jinlin.registration.member.MemberDesk;

import static cn.jinlin.registration.District.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

@RegistrationTest
class PostApiTest {
    private static final String ALL = "/api/v1/posts";
    private static final RequestKey NO_KEY = new RequestKey(Optional.empty(), List.of());

    @Autowired
    District district;
    @Autowired
    Told told;
    @Autowired
    Posts posts;
    @Autowired
    MemberDesk members;
    @Autowired
    MongoDatabase database;
    @Autowired
    Clock clock;

    private String here;
    private String unit;
    private String officer;
    private String member;

    @BeforeEach
    void people() {
        here = district.community();
        unit = district.unit(here);
        officer = TestTokens.officer(here);
        member = district.neighbour(unit, here);
    }

    @Test
    void isAskedForByTheMemberAndConfirmedByTheOfficer() {
        String post = post(2);
        Answer asked = claim(post, member).is(201);
        assertThat(asked.get("/holders/0/status")).isEqualTo("PENDING");
        assertThat(asked.get("/freePlaces")).isEqualTo("2");
        claim(post, member).refused(409, "POST_ALREADY_CLAIMED");

        Answer held = decide(post, member, "{\"decision\":\"CONFIRMED\"}").is(200);
        assertThat(held.get("/holders/0/status")).isEqualTo("CONFIRMED");
        assertThat(held.get("/freePlaces")).isEqualTo("1");
        decide(post, member, "{\"decision\":\"CONFIRMED\"}").refused(409, "CLAIM_NOT_PENDING");
        decide(post, "none", "{\"decision\":\"REJECTED\"}").refused(409, "CLAIM_NOT_PENDING");
        assertThat(told.about(post.substring(ALL.length() + 1))).isEmpty();
    }

    @Test
    void isShownInTheMembersPosts() {
        String post = post(1);
        claim(post, member).is(201);
        String mine = "/api/v1/members/" + member + "/posts";
        assertThat(district.get(TestTokens.member(member), mine).get("/items/0/status")).isEqualTo("PENDING");
        decide(post, member, "{\"decision\":\"REJECTED\",\"reason\":\"名额预留\"}").is(200);
        claim(post, member).is(201);
        decide(post, member, "{\"decision\":\"CONFIRMED\"}").is(200);

        for (String token : List.of(TestTokens.member(member), officer, TestTokens.liaison(unit), ADMIN,
                TestTokens.supervisor("ORGANIZATION"))) {
            Answer read = district.get(token, mine).is(200);
            assertThat(read.get("/items/0/why")).isEqualTo("REJECTED");
            assertThat(read.get("/items/0/reason")).isEqualTo("名额预留");
            assertThat(read.get("/items/1/held")).isEqualTo("true");
            assertThat(read.get("/items/1/title")).isEqualTo("3号楼楼道长");
        }
        for (String token : List.of(TestTokens.member("another"), TestTokens.officer("350211102006"), TestTokens.liaison("x"),
                TestTokens.platform("city"))) {
            district.get(token, mine).refused(403, "FORBIDDEN");
        }
        district.get(ADMIN, "/api/v1/members/none/posts").refused(404, "NOT_FOUND");
    }

    @Test
    void isOnlyForThoseWhoServeThere() {
        String post = post(1);

        claim(post, district.member(unit)).refused(409, "NOT_REGISTERED_THERE");
        claim(post, "none").refused(404, "NOT_FOUND");
        claim(ALL + "/none", member).refused(404, "NOT_FOUND");
        for (String token : List.of(officer, TestTokens.liaison(unit), ADMIN, TestTokens.supervisor("EFFICIENCY"),
                TestTokens.platform("city"))) {
            district.post(token, post + "/holders", "").refused(403, "FORBIDDEN");
        }
    }

    @Test
    void theOfficersOfItsCommunityAloneRunIt() {
        String post = post(1);
        claim(post, member).is(201);
        for (String token : List.of(TestTokens.officer("350211102006"), TestTokens.member(member), TestTokens.liaison(unit),
                ADMIN,
                TestTokens.supervisor("EFFICIENCY"), TestTokens.platform("city"))) {
            district.post(token, ALL, body(1)).refused(403, "FORBIDDEN");
            district.patch(token, post, "nonsense", "If-Match", "*").refused(403, "FORBIDDEN");
            district.delete(token, post).refused(403, "FORBIDDEN");
            district.post(token, post + "/holders/" + member + "/decision", "nonsense").refused(403, "FORBIDDEN");
        }
        district.delete(TestTokens.member("another"), post + "/holders/" + member).refused(403, "FORBIDDEN");
        district.delete(ADMIN, post + "/holders/" + member).refused(403, "FORBIDDEN");
        district.post("", ALL, body(1)).refused(401, "UNAUTHENTICATED");
        district.get(TestTokens.platform("city"), post).refused(403, "FORBIDDEN");
        district.get(officer, ALL + "/none").refused(404, "NOT_FOUND");
    }

    @Test
    void aMemberSeesThePostAndItsOwnPartAlone() {
        String post = post(2);
        String other = district.neighbour(unit, here);
        claim(post, member).is(201);
        claim(post, other).is(201);

        assertThat(holders(district.get(TestTokens.member(member), post))).containsExactly(member);
        assertThat(holders(district.get(TestTokens.liaison(unit), post))).isEmpty();
        assertThat(holders(district.get(TestTokens.officer("350211102006"), post))).isEmpty();
        for (String token : List.of(officer, ADMIN, TestTokens.supervisor("CIVILIZATION"))) {
            assertThat(holders(district.get(token, post))).containsExactly(member, other);
        }
    }

    @Test
    void isGivenUpOrTakenAway() {
        String post = post(2);
        String other = district.neighbour(unit, here);
        claim(post, member).is(201);
        claim(post, other).is(201);
        decide(post, other, "{\"decision\":\"CONFIRMED\"}").is(200);

        district.delete(TestTokens.member(member), post + "/holders/" + member).is(204);
        district.delete(TestTokens.member(member), post + "/holders/" + member).refused(404, "NOT_FOUND");
        district.delete(officer, post + "/holders/" + other).is(204);
        assertThat(why(member)).isEqualTo("GIVEN_UP");
        assertThat(why(other)).isEqualTo("DISMISSED");
        assertThat(holders(district.get(officer, post))).isEmpty();
    }

    @Test
    void refusesWhatIsNoPost() {
        district.post(officer, ALL, "{}").invalid("communityId", "REQUIRED").invalid("kind", "REQUIRED")
                .invalid("title", "REQUIRED")
                .invalid("places", "REQUIRED");
        district.post(officer, ALL, body(0)).invalid("places", "OUT_OF_RANGE");
        district.post(officer, ALL, body(1001)).invalid("places", "OUT_OF_RANGE");
        district.post(officer, ALL, body(1).replace("STAIRWELL_LEAD", "KING")).invalid("kind", "NOT_ONE_OF");
        district.post(officer, ALL, body(1).replace("3号楼楼道长", "a\\u0000")).invalid("title", "UNSOUND_TEXT");
        district.post(officer, ALL, body(1).replace("\"3号楼楼道长\"", "{\"$where\":\"1\"}")).invalid("title", "WRONG_TYPE");
        district.post(officer, ALL, body(1).replace("}", ",\"until\":\"2020-01-01T00:00:00+08:00\"}")).invalid("until",
                "NOT_IN_FUTURE");
        district.post(officer, ALL,
                body(1).replace("}", ",\"from\":\"2999-01-01T00:00:00+08:00\",\"until\":\"2998-01-01T00:00:00+08:00\"}"))
                .invalid("until", "BEFORE_FROM");
        district.post(officer, ALL, body(1).replace("}", ",\"compoundId\":\"none\"}")).refused(409, "COMPOUND_UNKNOWN");
        String markup = "<b onclick=x>";
        assertThat(district.post(officer, ALL, body(1).replace("3号楼楼道长", markup)).is(201).get("/title")).isEqualTo(markup);
    }

    @Test
    void changesUnderItsVersionButNeverBelowItsHolders() {
        String post = post(2);
        String other = district.neighbour(unit, here);
        for (String one : List.of(member, other)) {
            claim(post, one).is(201);
            decide(post, one, "{\"decision\":\"CONFIRMED\"}").is(200);
        }
        claim(post, district.neighbour(unit, here)).refused(409, "POST_FULL");

        district.patch(officer, post, "{\"places\":3}").refused(428, "PRECONDITION_REQUIRED");
        district.patch(officer, post, "{\"places\":3}", "If-Match", "\"99\"").refused(412, "STALE_VERSION");
        district.patch(officer, post, "{\"places\":1}", "If-Match", "*").refused(409, "PLACES_HELD");
        district.patch(officer, post, "{\"until\":\"2020-01-01T00:00:00+08:00\"}", "If-Match", "*").invalid("until",
                "NOT_IN_FUTURE");
        Answer wider = district.patch(officer, post, "{\"places\":3,\"title\":\"楼道长\"}", "If-Match", "*").is(200);
        assertThat(wider.get("/freePlaces")).isEqualTo("1");
        assertThat(wider.get("/title")).isEqualTo("楼道长");
        claim(post, district.neighbour(unit, here)).is(201);
    }

    @Test
    void endsForEverybodyAndStaysReadable() {
        String post = post(1);
        claim(post, member).is(201);

        district.delete(officer, post, "If-Match", "\"99\"").refused(412, "STALE_VERSION");
        district.delete(officer, post).is(204);
        district.delete(officer, post).is(204);
        assertThat(district.get(officer, post).is(200).get("/status")).isEqualTo("ENDED");
        claim(post, member).refused(409, "POST_ENDED");
        decide(post, member, "{\"decision\":\"CONFIRMED\"}").refused(409, "POST_ENDED");
        assertThat(why(member)).isEqualTo("DISMISSED");
    }

    @Test
    void listsInPages() {
        String one = id(post(1));
        String two = id(post(1));
        district.delete(officer, ALL + "/" + two).is(204);
        String list = ALL + "?communityId=" + here;

        Answer first = district.get(TestTokens.member(member), list + "&limit=1").is(200);
        assertThat(ids(first)).containsExactly(one);
        assertThat(ids(district.get(TestTokens.member(member), list + "&limit=1&cursor={c}", first.get("/next"))))
                .containsExactly(two);
        assertThat(ids(district.get(officer, list + "&status=OPEN"))).containsExactly(one);
        assertThat(ids(district.get(ADMIN, list + "&status=ENDED"))).containsExactly(two);
        district.get(officer, list + "&status=SOON").invalid("status", "NOT_ONE_OF");
        district.get(TestTokens.platform("city"), list).refused(403, "FORBIDDEN");
    }

    @Test
    void makesOnePostAndOneClaimForOneKey() {
        String key = District.phone();
        Answer once = district.post(officer, ALL, body(1), "Idempotency-Key", key).is(201);
        assertThat(district.post(officer, ALL, body(1), "Idempotency-Key", key).is(201).text()).isEqualTo(once.text());
        String token = TestTokens.member(member);
        district.post(token, once.location() + "/holders", "", "Idempotency-Key", key).is(201);
        district.post(token, once.location() + "/holders", "", "Idempotency-Key", key).is(201);
        assertThat(holders(district.get(officer, once.location()))).containsExactly(member);
    }

    @Test
    void endsByItselfWithItsTerm() {
        Instant now = clock.instant();
        String id = Ids.next();
        Post held = Post.made(id, here, Optional.empty(),
                new Post.Offer(Post.Kind.PATROL, "巡逻", 1, now.minus(Duration.ofDays(2)),
                        Optional.of(now.plus(Duration.ofDays(1)))),
                now).claim(member, now).confirm(member, now);
        posts.aggregates().create(id, NO_KEY, Change.of(held), there -> new IllegalStateException());
        PostKeeper tomorrow = new PostKeeper(posts, members, List.of(),
                Clock.fixed(now.plus(Duration.ofDays(1)), ZoneOffset.UTC));

        tomorrow.look(id);
        assertThat(district.get(officer, ALL + "/" + id).get("/status")).isEqualTo("ENDED");
        assertThat(why(member)).isEqualTo("TERM_ENDED");
    }

    @Test
    void theClockEndsWhatIsOver() {
        Instant now = clock.instant();
        String id = Ids.next();
        posts.aggregates().create(id, NO_KEY,
                Change.of(Post.made(id, here, Optional.empty(), new Post.Offer(Post.Kind.PATROL, "巡逻", 1,
                        now.minus(Duration.ofDays(2)), Optional.of(now.minusMillis(1))), now.minus(Duration.ofDays(2)))),
                there -> new IllegalStateException());

        Awaitility.await().atMost(Duration.ofSeconds(60))
                .until(() -> district.get(officer, ALL + "/" + id).get("/status").equals("ENDED"));
    }

    @Test
    void whoeverIsNoLongerRegisteredThereHoldsItNoLonger() {
        String post = post(1);
        claim(post, member).is(201);
        decide(post, member, "{\"decision\":\"CONFIRMED\"}").is(200);
        district.leavesHome(member);

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> holders(district.get(officer, post)).isEmpty());
        assertThat(why(member)).isEqualTo("REGISTRATION_ENDED");
        assertThat(district.get(officer, post).get("/freePlaces")).isEqualTo("1");
    }

    @Test
    void anErasedMemberLeavesAndWhatWasSaidOfItGoes() {
        String post = post(2);
        claim(post, member).is(201);
        decide(post, member, "{\"decision\":\"REJECTED\",\"reason\":\"陈老师在病假\"}").is(200);
        claim(post, member).is(201);
        district.delete(TestTokens.member(member), "/api/v1/members/" + member).is(204);

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> holders(district.get(officer, post)).isEmpty()
                && posts.aggregates().get(id(post)).state().past().stream().allMatch(one -> one.reason().isEmpty()));
        assertThat(district.get(TestTokens.supervisor("EFFICIENCY"), "/api/v1/members/" + member + "/posts").is(200).text())
                .contains("REGISTRATION_ENDED").doesNotContain("陈老师");
    }

    @Test
    void whoeverLostItsRegistrationWhileItClaimedIsLetGo() {
        String outsider = district.member(unit);
        String post = post(1);
        posts.aggregates().change(id(post), current -> Change.of(current.state().claim(outsider, clock.instant())));

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> holders(district.get(officer, post)).isEmpty());
        Awaitility.await().atMost(Duration.ofSeconds(60))
                .until(() -> posts.aggregates().get(id(post)).state().unsettled().isEmpty());
    }

    @Test
    void neverMoreAreConfirmedThanThereArePlacesWhicheverProcessDecides() throws Exception {
        Posts elsewhere = new Posts(new Store(database, clock, new Outboxes() {
            @Override
            public void lookAfter(String collection, String topic, MongoCollection<Document> documents) {}

            @Override
            public void committed(String collection, String id) {
                throw new AssertionError("a post tells nobody anything");
            }
        }, new Store.Settings(Duration.ofSeconds(20), 100)));
        String id = Ids.next();
        Instant now = clock.instant();
        Post asked = Post.made(id, here, Optional.empty(), new Post.Offer(Post.Kind.PATROL, "巡逻", 7, now, Optional.empty()), now);
        for (int i = 0; i < 200; i++) {
            asked = asked.claim("m" + i, now);
        }
        Post crowded = asked.settle(asked.unsettled());
        posts.aggregates().create(id, NO_KEY, Change.of(crowded), there -> new IllegalStateException());

        List<Callable<Boolean>> decisions = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String one = "m" + i;
            Posts process = i % 2 == 0 ? posts : elsewhere;
            decisions.add(() -> {
                try {
                    process.aggregates().change(id, current -> Change.of(current.state().confirm(one, now)));
                    return true;
                } catch (Refused e) {
                    return false;
                }
            });
        }
        int confirmed = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> decision : threads.invokeAll(decisions)) {
                confirmed += decision.get() ? 1 : 0;
            }
        }
        assertThat(confirmed).isEqualTo(7);
        assertThat(posts.aggregates().get(id).state().confirmed()).isEqualTo(7);
    }

    private String post(int places) {
        return district.post(officer, ALL, body(places)).is(201).location();
    }

    private String body(int places) {
        return "{\"communityId\":\"%s\",\"kind\":\"STAIRWELL_LEAD\",\"title\":\"3号楼楼道长\",\"places\":%d}".formatted(here, places);
    }

    private Answer claim(String post, String memberId) {
        return district.post(TestTokens.member(memberId), post + "/holders", "");
    }

    private Answer decide(String post, String memberId, String decision) {
        return district.post(officer, post + "/holders/" + memberId + "/decision", decision);
    }

    private String why(String memberId) {
        return district.get(ADMIN, "/api/v1/members/" + memberId + "/posts").is(200).get("/items/0/why");
    }

    private static List<String> holders(Answer post) {
        return post.is(200).body().path("holders").values().stream().map(one -> one.path("memberId").asString()).toList();
    }

    private static List<String> ids(Answer page) {
        return page.is(200).body().path("items").values().stream().map(item -> item.path("postId").asString()).toList();
    }

    private static String id(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
