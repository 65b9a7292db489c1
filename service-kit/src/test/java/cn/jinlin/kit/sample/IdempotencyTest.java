package cn.jinlin.kit.sample;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import cn.jinlin.kit.sample.Http.Answer;
import cn.jinlin.kit.test.TestTokens;

import static org.assertj.core.api.Assertions.assertThat;

@SampleTest
class IdempotencyTest {
    private static final String COMMUNITY = "350211102006";
    private static final String ORDERS = "/api/v1/communities/" + COMMUNITY + "/orders";
    private static final String OFFICER = TestTokens.officer(COMMUNITY);
    private static final String MEMBER = TestTokens.member("m1");
    private static final String GOOD = """
            {"title":"扫楼道","category":"CLEAN_HOME","startsAt":"2026-03-01T09:00:00+08:00","capacity":{"min":1,"max":3}}""";

    @Autowired
    SampleController controller;
    @Autowired
    MongoDatabase database;

    Http http;
    String key = UUID.randomUUID().toString();
    int before;

    @BeforeEach
    void open(@LocalServerPort int port) {
        http = new Http(port);
        before = controller.made();
        records().deleteMany(new Document());
    }

    private MongoCollection<Document> records() {
        return database.getCollection("idempotency_keys");
    }

    private Answer make(String body) {
        return http.post(ORDERS, OFFICER, body, "Idempotency-Key", key);
    }

    private Document record() {
        return records().find().first();
    }

    private void pretendItBegan(Instant at) {
        records().updateMany(new Document(), List.of(Updates.set("startedAt", Date.from(at))).getFirst());
    }

    @Test
    void answersTheSameRequestWithTheSameAnswer() {
        Answer first = make(GOOD);
        Answer again = make(GOOD);
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body());
        for (String name : List.of("Location", "ETag", "Content-Type")) {
            assertThat(again.header(name)).isEqualTo(first.header(name));
        }
        assertThat(controller.made()).isEqualTo(before + 1);
    }

    @Test
    void makesAnewWithoutAKey() {
        assertThat(http.post(ORDERS, OFFICER, GOOD).header("Location"))
                .isNotEqualTo(http.post(ORDERS, OFFICER, GOOD).header("Location"));
        assertThat(controller.made()).isEqualTo(before + 2);
        assertThat(records().countDocuments()).isZero();
    }

    @Test
    void refusesAKeyThatBelongsToAnotherRequest() {
        make(GOOD);
        make(GOOD.replace("扫", "拖")).isProblem(422, "IDEMPOTENCY_KEY_REUSED");
        http.post(ORDERS + "?x=1", OFFICER, GOOD, "Idempotency-Key", key).isProblem(422, "IDEMPOTENCY_KEY_REUSED");
        http.post("/api/v1/orders/o1/claims", OFFICER, null, "Idempotency-Key", key).isProblem(422, "IDEMPOTENCY_KEY_REUSED");
        assertThat(controller.made()).isEqualTo(before + 1);
    }

    @Test
    void keepsTheKeysOfCallersApart() {
        make(GOOD);
        Answer other = http.post("/api/v1/orders/full/claims", MEMBER, null, "Idempotency-Key", key);
        other.isProblem(409, "ORDER_FULL");
        assertThat(other.header("Idempotency-Replayed")).isNull();
    }

    @Test
    void keepsFinalRefusals() {
        Answer first = make("{}").isProblem(400, "INVALID_INPUT");
        Answer again = make("{}");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(again.body()).isEqualTo(first.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/orders/o1/claims", "/api/v1/broken", "/api/v1/broken?how=store"})
    void triesAgainWhatMayPass(String path) {
        Answer first = http.post(path, MEMBER, null, "Idempotency-Key", key);
        List<String> ids = record().getList("ids", String.class);
        Answer again = http.post(path, MEMBER, null, "Idempotency-Key", key);
        assertThat(again.status()).isEqualTo(first.status()).isIn(409, 500, 503);
        assertThat(again.header("Idempotency-Replayed")).isNull();
        assertThat(controller.made()).isEqualTo(before + 2);
        assertThat(record().getList("ids", String.class)).isEqualTo(ids);
    }

    @Test
    void letsOneRunAndTellsTheOthersToWait() {
        String path = "/api/v1/orders/" + key + "/wait";
        CompletableFuture<Answer> first = CompletableFuture
                .supplyAsync(() -> http.post(path, MEMBER, null, "Idempotency-Key", key));
        Awaitility.await().until(() -> controller.gates().containsKey(key));
        Answer second = http.post(path, MEMBER, null, "Idempotency-Key", key).isProblem(409, "IDEMPOTENCY_KEY_IN_USE");
        assertThat(second.header("Retry-After")).isEqualTo("1");
        controller.gates().put(key, 100);
        assertThat(first.join().status()).isEqualTo(200);
        assertThat(http.post(path, MEMBER, null, "Idempotency-Key", key).body()).isEqualTo(first.join().body());
    }

    @Test
    void takesOverACrashedRequestWithTheSameIds() {
        String path = "/api/v1/orders/" + key + "/wait";
        CompletableFuture<Answer> stalled = CompletableFuture
                .supplyAsync(() -> http.post(path, MEMBER, null, "Idempotency-Key", key));
        Awaitility.await().until(() -> controller.gates().containsKey(key));
        List<String> ids = record().getList("ids", String.class);
        pretendItBegan(Instant.now().minus(Duration.ofSeconds(29)));
        http.post(path, MEMBER, null, "Idempotency-Key", key).isProblem(409, "IDEMPOTENCY_KEY_IN_USE");
        pretendItBegan(Instant.now().minus(Duration.ofSeconds(31)));
        controller.gates().put(key, 100);
        Answer taken = http.post(path, MEMBER, null, "Idempotency-Key", key);
        assertThat(taken.json().path("id").asString()).isEqualTo(ids.getFirst());
        assertThat(stalled.join().body()).isEqualTo(taken.body());
        assertThat(record().getString("status")).isEqualTo("DONE");
    }

    @Test
    void makesOneOfManyAtOnce() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Answer> answers = IntStream.range(0, 40)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> make(GOOD), threads)).toList().stream()
                    .map(CompletableFuture::join).toList();
            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(201, 409));
            assertThat(answers.stream().filter(answer -> answer.status() == 201).map(Answer::body).distinct()).hasSize(1);
        }
        assertThat(controller.made()).isEqualTo(before + 1);
    }

    @Test
    void storesNothingReadable() {
        make(GOOD);
        assertThat(record().toJson()).doesNotContain("扫楼道", OFFICER, key, COMMUNITY);
        assertThat(record().getDate("at")).isNotNull();
    }

    @Test
    void refusesMalformedKeys() {
        for (String bad : List.of("x".repeat(256), "a\tb")) {
            assertThat(http.post(ORDERS, OFFICER, GOOD, "Idempotency-Key", bad).isProblem(400, "INVALID_INPUT").errors())
                    .containsExactly("Idempotency-Key MALFORMED");
        }
        http.post(ORDERS, OFFICER, GOOD, "Idempotency-Key", "").isProblem(400, "INVALID_INPUT");
        http.post(ORDERS, OFFICER, GOOD, "Idempotency-Key", "a", "Idempotency-Key", "b").isProblem(400, "INVALID_INPUT");
        assertThat(http.post(ORDERS, OFFICER, GOOD, "Idempotency-Key", "x".repeat(255)).status()).isEqualTo(201);
    }

    @Test
    void asksStrangersForATokenFirst() {
        http.post(ORDERS, "", GOOD, "Idempotency-Key", key).isProblem(401, "UNAUTHENTICATED");
        assertThat(records().countDocuments()).isZero();
    }

    @Test
    void honoursImportsOfAnySize() {
        byte[] large = multipart("x".repeat(3 * 1024 * 1024));
        Answer first = load(large);
        assertThat(first.json().path("bytes").asInt()).isEqualTo(3 * 1024 * 1024);
        assertThat(load(large).header("Idempotency-Replayed")).isEqualTo("true");
        load(multipart("y".repeat(3 * 1024 * 1024))).isProblem(422, "IDEMPOTENCY_KEY_REUSED");
    }

    private Answer load(byte[] body) {
        return http.send("POST", "/api/v1/imports", TestTokens.districtAdmin(), body, "Content-Type",
                "multipart/form-data; boundary=b",
                "Idempotency-Key", key);
    }

    private static byte[] multipart(String content) {
        return ("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n" + content + "\r\n--b--\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void answersTooLargeBodiesAsWithoutAKey() {
        make(GOOD + " ".repeat(2 * 1024 * 1024)).isProblem(413, "BODY_TOO_LARGE");
        make(GOOD + " ".repeat(21 * 1024 * 1024)).isProblem(413, "BODY_TOO_LARGE");
    }
}
