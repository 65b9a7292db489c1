package cn.jinlin.registration.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import com.mongodb.client.MongoDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.store.Store;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.registration.District;
import cn.jinlin.registration.District.Answer;
import cn.jinlin.registration.Elsewhere;
import cn.jinlin.registration.RegistrationTest;

import static cn.jinlin.registration.District.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

@RegistrationTest
class InboxApiTest {
    private static final String INBOX = "/api/v1/me/inbox";

    @Autowired
    District district;
    @Autowired
    Elsewhere elsewhere;
    @Autowired
    InboxDesk desk;
    @Autowired
    InboxAnswers answers;
    @Autowired
    Store store;
    @Autowired
    MongoDatabase database;
    @Autowired
    Clock clock;

    private String member;
    private String token;

    @BeforeEach
    void somebody() {
        member = UUID.randomUUID().toString();
        token = TestTokens.member(member);
    }

    @Test
    void showsTheNewestFirstPageByPageWithTheUnreadCount() {
        for (String key : List.of("a", "b", "c")) {
            desk.tell(member, MessageCode.PROMOTED, Map.of("orderId", "o-" + key), key);
        }
        Answer first = district.get(token, INBOX + "?limit=2").is(200);

        assertThat(first.get("/unread")).isEqualTo("3");
        assertThat(first.get("/items/0/id")).isEqualTo("3");
        assertThat(first.get("/items/0/code")).isEqualTo("PROMOTED");
        assertThat(first.get("/items/0/read")).isEqualTo("false");
        assertThat(first.get("/items/0/details/orderId")).isEqualTo("o-c");
        Answer second = district.get(token, INBOX + "?limit=2&cursor=" + first.get("/next")).is(200);
        assertThat(second.get("/items/0/id")).isEqualTo("1");
        assertThat(second.body().path("items").size()).isEqualTo(1);
        district.get(token, INBOX + "?cursor=nonsense").refused(400, "INVALID_CURSOR");
        district.get(token, INBOX + "?limit=201").invalid("limit", "OUT_OF_RANGE");
        assertThat(district.get(TestTokens.member("never-told"), INBOX).is(200).get("/unread")).isEqualTo("0");
    }

    @Test
    void marksOneOrAllAsRead() {
        for (String key : List.of("a", "b", "c")) {
            desk.tell(member, MessageCode.CODE_READY, Map.of("orderId", "o", "minutes", "90"), key);
        }
        assertThat(district.post(token, INBOX + "/2/read", "").is(200).get("/read")).isEqualTo("true");
        district.post(token, INBOX + "/2/read", "").is(200);
        assertThat(district.get(token, INBOX + "/unread-count").is(200).get("/unread")).isEqualTo("2");
        assertThat(district.get(token, INBOX + "?unread=true").body().path("items").values().stream()
                .map(message -> message.path("id").asString())).containsExactly("3", "1");
        assertThat(district.post(token, INBOX + "/read-all?until=2", "").is(200).get("/unread")).isEqualTo("1");
        assertThat(district.post(token, INBOX + "/read-all", "").is(200).get("/unread")).isEqualTo("0");
        district.post(token, INBOX + "/9/read", "").refused(404, "NOT_FOUND");
        district.post(token, INBOX + "/nine/read", "").refused(404, "NOT_FOUND");
        district.post(token, INBOX + "/read-all?until=nine", "").invalid("until", "MALFORMED");
        district.post(TestTokens.member("another"), INBOX + "/1/read", "").refused(404, "NOT_FOUND");
    }

    @Test
    void isAMembersAlone() {
        for (String other : List.of(ADMIN, TestTokens.officer("350211102006"), TestTokens.liaison("u"),
                TestTokens.supervisor("EFFICIENCY"), TestTokens.platform("city"),
                TestTokens.bearer(Map.of("roles", List.of("MEMBER"))))) {
            district.get(other, INBOX).refused(403, "FORBIDDEN");
            district.get(other, INBOX + "/unread-count").refused(403, "FORBIDDEN");
            district.get(other, INBOX + "/stream").refused(403, "FORBIDDEN");
            district.post(other, INBOX + "/1/read", "").refused(403, "FORBIDDEN");
            district.post(other, INBOX + "/read-all", "").refused(403, "FORBIDDEN");
        }
        district.get("", INBOX).refused(401, "UNAUTHENTICATED");
        district.get("", INBOX + "/stream").refused(401, "UNAUTHENTICATED");
    }

    @Test
    void wordsAMessageInTheReadersLanguage() {
        String order = UUID.randomUUID().toString();
        elsewhere.tells(Elsewhere.order(order, "350211102006", Optional.empty(), Instant.parse("2026-03-01T01:00:00Z"),
                OrderStatus.DRAFT), 1);
        desk.tell(member, MessageCode.PROMOTED, Map.of("orderId", order), "a");

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> district.get(token, INBOX).get("/items/0/text"),
                text -> text.contains("清理楼道") && text.contains("3月1日 09:00"));
        Message message = desk.open(member).state().messages().getFirst();
        assertThat(answers.of(List.of(message), Locale.ENGLISH).getFirst().text()).contains("清理楼道", "1 Mar 09:00");
    }

    @Test
    void hasATextForEveryCodeInBothLanguages() {
        List<Message> messages = new ArrayList<>();
        for (MessageCode code : MessageCode.values()) {
            messages.add(new Message(code.ordinal() + 1, code.name(), code, Map.of("minutes", "90"), Instant.EPOCH,
                    Optional.empty()));
        }
        var chinese = answers.of(messages, Locale.SIMPLIFIED_CHINESE);
        var english = answers.of(messages, Locale.ENGLISH);

        assertThat(chinese).allMatch(one -> one.title().codePoints().anyMatch(Character::isIdeographic))
                .noneMatch(one -> one.text().contains("{"));
        assertThat(english).noneMatch(one -> one.title().codePoints().anyMatch(Character::isIdeographic))
                .noneMatch(one -> one.text().contains("{"));
    }

    @Test
    void twoInstancesTellTheSameThingOnce() throws Exception {
        InboxDesk other = new InboxDesk(new Inboxes(store, database), parcel -> {}, clock);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String key = "k" + i % 5;
            InboxDesk one = i % 2 == 0 ? desk : other;
            threads.add(Thread.ofVirtual().start(() -> one.tell(member, MessageCode.PROMOTED, Map.of(), key)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(desk.open(member).state().messages()).hasSize(5).extracting(Message::number).containsExactly(1L, 2L, 3L, 4L,
                5L);
    }

    @Test
    void whatCouldNotBeSentOnStaysToBeTriedAgainAndInTheInbox() {
        List<Courier.Parcel> failed = new CopyOnWriteArrayList<>();
        InboxDesk failing = new InboxDesk(new Inboxes(store, database), parcel -> {
            failed.add(parcel);
            throw new IllegalStateException("away");
        }, clock);
        desk.tell(member, MessageCode.PROMOTED, Map.of("orderId", "o"), "k");
        failing.send(member);

        // Where the service itself was faster, it is sent and nothing is left to be tried.
        Awaitility.await().atMost(Duration.ofSeconds(60))
                .until(() -> desk.open(member).state().sendings().size() == failed.size());
        assertThat(desk.open(member).state().due(clock.instant())).isEmpty();
        assertThat(district.get(token, INBOX).get("/items/0/code")).isEqualTo("PROMOTED");
    }

    @Test
    void whatIsNoNewsAnyMoreIsNotTold() {
        desk.tell(new Note(member, MessageCode.PROMOTED, Map.of(), "old", clock.instant().minus(InboxDesk.NEWS.plusDays(1))));

        assertThat(desk.open(member).state().messages()).isEmpty();
    }
}
