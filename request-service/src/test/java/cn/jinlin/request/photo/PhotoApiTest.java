package cn.jinlin.request.photo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockPart;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import cn.jinlin.kit.test.EnginesConfiguration;
import cn.jinlin.kit.test.Pictures;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.kit.test.TokenTestConfiguration;
import cn.jinlin.request.test.Api;
import cn.jinlin.request.test.District;
import cn.jinlin.request.test.Errand;
import cn.jinlin.request.test.MovableClock;

import static cn.jinlin.request.test.Api.body;
import static cn.jinlin.request.test.Api.code;
import static cn.jinlin.request.test.Errand.errors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Photos of orders over HTTP. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({EnginesConfiguration.class, TokenTestConfiguration.class, District.Beans.class})
class PhotoApiTest {
    private static final String COMMUNITY = "350211102006";
    private static final String OFFICER = TestTokens.officer(COMMUNITY);
    private static final String STRANGER = TestTokens.officer("350211102001");

    @Autowired
    private MockMvcTester mvc;
    @Autowired
    private District district;
    @Autowired
    private MovableClock clock;
    @Autowired
    private MongoDatabase database;

    private Api api;
    private String member;
    private Errand errand;

    @BeforeEach
    void begin() {
        api = new Api(mvc);
        district.community(COMMUNITY, "shuangle-east");
        district.community("350211102001");
        member = district.resident(COMMUNITY);
        errand = Errand.published(api, clock, COMMUNITY, 3, "").claimedBy(member).begun().attendedBy(member);
    }

    private MvcTestResult send(String token, String type, byte[] file, String... headers) {
        var request = mvc.post().uri("/api/v1" + errand.path() + "/photos").header("Authorization", token)
                .contentType(MediaType.parseMediaType(type)).content(file);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.exchange();
    }

    private String sent(String token) {
        MvcTestResult made = send(token, "image/jpeg", Pictures.fromCamera(64, 32, 6));
        assertThat(made).hasStatus(201);
        return body(made).path("photoId").asString();
    }

    private List<String> listed() {
        return body(api.get(OFFICER, errand.path() + "/photos")).path("items").valueStream()
                .map(item -> item.path("photoId").asString()).toList();
    }

    private long files(String photoId) {
        return database.getCollection("orderPhotosFiles.files")
                .countDocuments(Filters.in("_id", photoId, photoId + "/thumbnail"));
    }

    @Test
    void keepsAPhotoAsItsPixelsAloneAndShowsItToThoseConcerned() {
        MvcTestResult made = send(TestTokens.member(member), "image/jpeg", Pictures.fromCamera(64, 32, 6));

        assertThat(made).hasStatus(201);
        String url = body(made).path("url").asString();
        assertThat(made.getResponse().getHeader("Location")).isEqualTo(url);
        assertThat(body(made).path("width").asInt()).isEqualTo(32);
        for (String token : List.of(OFFICER, TestTokens.member(member), TestTokens.districtAdmin(),
                TestTokens.supervisor("EFFICIENCY"))) {
            for (String path : List.of(url, body(made).path("thumbnailUrl").asString())) {
                MvcTestResult shown = api.get(token, path.substring("/api/v1".length()));
                assertThat(shown).hasStatus(200).hasContentType(MediaType.IMAGE_JPEG);
                byte[] jpeg = shown.getResponse().getContentAsByteArray();
                assertThat(Pictures.read(jpeg).getHeight()).isEqualTo(64);
                assertThat(new String(jpeg, StandardCharsets.ISO_8859_1)).doesNotContain("GPS", "script");
                assertThat(shown.getResponse().getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
                assertThat(shown.getResponse().getHeader("Cache-Control")).contains("private");
                assertThat(shown.getResponse().getHeader("Content-Disposition")).startsWith("inline;").contains(".jpg");
            }
        }
        assertThat(
                database.getCollection("orderPhotosFiles.chunks").find().map(Document::toJson).into(new java.util.ArrayList<>()))
                .isNotEmpty().noneMatch(chunk -> chunk.contains("JFIF"));
    }

    @Test
    void isClosedToEverybodyElse() {
        String photo = errand.path() + "/photos/" + sent(OFFICER);
        String neighbour = TestTokens.member(district.resident(COMMUNITY));
        String liaison = TestTokens.liaison(district.unit(COMMUNITY));

        for (String token : List.of(neighbour, STRANGER, liaison, TestTokens.platform("city"))) {
            assertThat(code(api.get(token, photo))).isEqualTo("403 FORBIDDEN");
            assertThat(code(api.get(token, photo + "/thumbnail"))).isEqualTo("403 FORBIDDEN");
            assertThat(code(api.get(token, errand.path() + "/photos"))).isEqualTo("403 FORBIDDEN");
            assertThat(code(api.delete(token, photo))).isEqualTo("403 FORBIDDEN");
            assertThat(code(send(token, "image/jpeg", new byte[0]))).isEqualTo("403 FORBIDDEN");
        }
        assertThat(code(api.delete(TestTokens.member(member), photo))).isEqualTo("403 FORBIDDEN");
        assertThat(code(send(TestTokens.districtAdmin(), "image/jpeg", new byte[0]))).isEqualTo("403 FORBIDDEN");
        assertThat(mvc.get().uri("/api/v1" + photo).exchange()).hasStatus(401);
        assertThat(code(api.get(OFFICER, errand.path() + "/photos/nothing"))).isEqualTo("404 NOT_FOUND");
        assertThat(code(api.get(OFFICER, "/orders/nothing/photos"))).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void refusesWhatIsNoPicture() {
        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8);
        assertThat(errors(send(OFFICER, "image/svg+xml", svg))).containsExactly("file NOT_A_PICTURE");
        assertThat(errors(send(OFFICER, "text/html", "<script>".getBytes(StandardCharsets.UTF_8))))
                .containsExactly("file NOT_A_PICTURE");
        assertThat(errors(send(OFFICER, "image/png", Pictures.jpeg(8, 8)))).containsExactly("file TYPE_MISMATCH");
        assertThat(errors(send(OFFICER, "image/jpeg", java.util.Arrays.copyOf(Pictures.jpeg(64, 64), 400))))
                .containsExactly("file TRUNCATED");
        assertThat(errors(send(OFFICER, "image/png", Pictures.bomb(60_000, 60_000)))).containsExactly("file TOO_MANY_PIXELS");
        assertThat(errors(send(OFFICER, "image/png", new byte[0]))).containsExactly("file REQUIRED");
        assertThat(code(send(OFFICER, "image/jpeg", new byte[5 * 1024 * 1024 + 1]))).isEqualTo("413 BODY_TOO_LARGE");
        assertThat(listed()).isEmpty();
    }

    @Test
    void takesAForm() {
        MvcTestResult made = mvc.post().uri("/api/v1" + errand.path() + "/photos").multipart()
                .part(new MockPart("file", "../../etc/passwd.html", Pictures.png(8, 8), MediaType.IMAGE_PNG))
                .header("Authorization", OFFICER).exchange();
        assertThat(made).hasStatus(201);
        assertThat(errors(mvc.post().uri("/api/v1" + errand.path() + "/photos").multipart()
                .part(new MockPart("photo", "a.png", Pictures.png(8, 8))).header("Authorization", OFFICER).exchange()))
                .containsExactly("file REQUIRED");
    }

    @Test
    void sendingItTwiceWithAKeyMakesOne() {
        byte[] file = Pictures.jpeg(8, 8);
        String key = cn.jinlin.kit.Ids.next();
        String first = body(send(OFFICER, "image/jpeg", file, "Idempotency-Key", key)).path("photoId").asString();
        assertThat(body(send(OFFICER, "image/jpeg", file, "Idempotency-Key", key)).path("photoId").asString()).isEqualTo(first);
        assertThat(listed()).containsExactly(first);
    }

    @Test
    void aStatementRefersOnlyToPhotosThatAreThereAndKeepsThem() {
        String photo = sent(TestTokens.member(member));
        String done = "{\"summary\":\"done\",\"photos\":[%s]}";
        assertThat(errors(
                api.post(OFFICER, errand.path() + "/completion", done.formatted("\"" + photo + "\",\"x\",\"" + photo + "\""))))
                .containsExactly("photos[1] UNKNOWN", "photos[2] DUPLICATE");
        MvcTestResult completed = api.post(OFFICER, errand.path() + "/completion", done.formatted("\"" + photo + "\""));
        assertThat(completed).hasStatus(200);
        assertThat(body(completed).at("/completion/photos/0").asString()).isEqualTo(photo);
        assertThat(code(api.delete(OFFICER, errand.path() + "/photos/" + photo))).isEqualTo("409 PHOTO_IN_USE");

        String seen = sent(OFFICER);
        assertThat(errors(api.post(OFFICER, errand.path() + "/acceptance",
                "{\"verdict\":\"ACCEPTED\",\"participants\":[%s],\"photos\":[\"y\"]}".formatted(Errand.served(member, 60)))))
                .containsExactly("photos[0] UNKNOWN");
        assertThat(api.post(OFFICER, errand.path() + "/acceptance",
                "{\"verdict\":\"ACCEPTED\",\"participants\":[%s],\"photos\":[\"%s\"]}".formatted(Errand.served(member, 60),
                        seen)))
                .hasStatus(200);
        assertThat(code(api.delete(OFFICER, errand.path() + "/photos/" + seen))).isEqualTo("409 PHOTO_IN_USE");
        assertThat(code(send(OFFICER, "image/jpeg", Pictures.jpeg(8, 8)))).isEqualTo("409 PHOTOS_CLOSED");
        assertThat(api.get(TestTokens.member(member), errand.path() + "/photos/" + seen)).hasStatus(200);
    }

    @Test
    void whatIsTakenOutLeavesNothingBehind() {
        String own = sent(TestTokens.member(member));
        String officers = sent(OFFICER);
        assertThat(files(own)).isEqualTo(2);

        assertThat(api.delete(TestTokens.member(member), errand.path() + "/photos/" + own)).hasStatus(204);
        assertThat(api.delete(OFFICER, errand.path() + "/photos/" + officers)).hasStatus(204);

        assertThat(files(own) + files(officers)).isZero();
        assertThat(code(api.delete(OFFICER, errand.path() + "/photos/" + own))).isEqualTo("404 NOT_FOUND");
        assertThat(listed()).isEmpty();
    }

    @Test
    void neverHoldsMoreThanItMayHoweverManyComeAtOnce() throws Exception {
        byte[] file = Pictures.jpeg(8, 8);
        List<Callable<Integer>> uploads = IntStream.range(0, OrderPhotos.MOST + 8).<Callable<Integer>>mapToObj(
                _ -> () -> send(OFFICER, "image/jpeg", file).getResponse().getStatus()).toList();
        try (ExecutorService crowd = Executors.newFixedThreadPool(8)) {
            List<Integer> statuses = Stream.of(crowd.invokeAll(uploads)).flatMap(List::stream).map(PhotoApiTest::join).toList();
            assertThat(statuses).containsOnly(201, 409);
            assertThat(statuses.stream().filter(status -> status == 201)).hasSize(OrderPhotos.MOST);
        }
        assertThat(listed()).hasSize(OrderPhotos.MOST).doesNotHaveDuplicates();
    }

    private static <T> T join(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatACrashLeftHalfDoneIsSwept() {
        String photo = sent(OFFICER);
        String orderId = errand.path().substring("/orders/".length());
        database.getCollection("orderPhotos").updateOne(Filters.eq("_id", orderId), new Document("$set",
                new Document("state.photos.0.stage", "ARRIVING").append("dueAt", java.util.Date.from(clock.instant()))));

        clock.move(Duration.ofMinutes(11));

        await().atMost(Duration.ofSeconds(60)).until(() -> files(photo) == 0);
        assertThat(listed()).isEmpty();
    }
}
