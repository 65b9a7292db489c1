package cn.jinlin.supervision.photo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.kit.test.Pictures;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.supervision.EnginesTest;
import cn.jinlin.supervision.Http;
import cn.jinlin.supervision.Publisher;

import static org.assertj.core.api.Assertions.assertThat;

@EnginesTest
class PhotoApiTest {
    private static final String COMMUNITY = "350211108001";
    private static final String SUPERVISOR = TestTokens.supervisor("EFFICIENCY");

    @Autowired
    Publisher publisher;
    @Autowired
    Http http;

    private String photos = "";

    @BeforeEach
    void anInspection() {
        publisher.publish(1, new CommunityChanged(COMMUNITY, "滨水社区", "350211108", "杏滨街道", Optional.empty(), List.of()));
        String uri = "/api/v1/inspections/" + UUID.randomUUID();
        assertThat(http.put(uri, SUPERVISOR, """
                {"target":{"kind":"COMMUNITY","targetId":"%s"},"inspectedAt":"2026-03-01T01:00:00Z","checklist":[],"score":80}"""
                .formatted(COMMUNITY))).hasStatus(201);
        photos = uri + "/photos";
    }

    @Test
    void comesLaterAndAsOftenAsThePhoneSendsIt() throws IOException {
        String photo = photos + "/" + UUID.randomUUID();
        assertThat(put(photo, SUPERVISOR, png())).hasStatus(201).headers().hasValue("Location", photo);
        assertThat(put(photo, SUPERVISOR, png())).hasStatus(201);
        assertThat(Http.json(http.get(photos, TestTokens.officer(COMMUNITY))).path("items")).hasSize(1);
        assertThat(http.get(photo, TestTokens.officer(COMMUNITY))).hasStatusOk().hasContentType("image/jpeg");
        assertThat(http.get(photo + "/thumbnail", TestTokens.districtAdmin())).hasStatusOk();
        assertThat(delete(photo, SUPERVISOR)).hasStatus(204);
        Http.assertProblem(http.get(photo, SUPERVISOR), 404, "NOT_FOUND");
    }

    /** A phone that lost the answer sends again before the first try is through; some try is, and the picture is whole. */
    @Test
    void sentManyTimesAtOnceIsOneWholePicture() throws Exception {
        String photo = photos + "/" + UUID.randomUUID();
        byte[] picture = Pictures.jpeg(2_000, 1_500);
        List<MvcTestResult> answers;
        try (ExecutorService phone = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<MvcTestResult> sent = () -> put(photo, SUPERVISOR, MediaType.IMAGE_JPEG, picture);
            answers = phone.invokeAll(Collections.nCopies(12, sent)).stream().map(Future::resultNow).toList();
        }
        assertThat(answers).anySatisfy(answer -> assertThat(answer).hasStatus(201));
        answers.stream().filter(answer -> answer.getResponse().getStatus() != 201)
                .forEach(answer -> Http.assertProblem(answer, 409, "PHOTO_BUSY"));
        assertThat(Http.json(http.get(photos, SUPERVISOR)).path("items")).hasSize(1);
        byte[] kept = http.get(photo, SUPERVISOR).getResponse().getContentAsByteArray();
        assertThat(ImageIO.read(new ByteArrayInputStream(kept)).getWidth()).isEqualTo(2_000);
        assertThat(put(photo, SUPERVISOR, MediaType.IMAGE_JPEG, picture)).hasStatus(201);
    }

    @Test
    void takenOutManyTimesAtOnceIsGoneWithoutAFault() throws Exception {
        for (int i = 0; i < 10; i++) {
            String photo = photos + "/" + UUID.randomUUID();
            assertThat(put(photo, SUPERVISOR, png())).hasStatus(201);
            try (ExecutorService phone = Executors.newVirtualThreadPerTaskExecutor()) {
                Callable<MvcTestResult> gone = () -> delete(photo, SUPERVISOR);
                assertThat(phone.invokeAll(Collections.nCopies(4, gone)).stream().map(Future::resultNow)
                        .map(answer -> answer.getResponse().getStatus())).contains(204)
                        .isSubsetOf(204, 404);
            }
            assertThat(http.get(photo, SUPERVISOR)).hasStatus(404);
        }
    }

    @Test
    void isSentByWhoInspectedAndSeenByTheInspected() throws IOException {
        String photo = photos + "/" + UUID.randomUUID();
        assertThat(put(photo, SUPERVISOR, png())).hasStatus(201);
        Http.assertProblem(put(photo, TestTokens.supervisor("CIVILIZATION"), png()), 403, "FORBIDDEN");
        Http.assertProblem(put(photo, TestTokens.officer(COMMUNITY), png()), 403, "FORBIDDEN");
        Http.assertProblem(delete(photo, TestTokens.officer(COMMUNITY)), 403, "FORBIDDEN");
        Http.assertProblem(http.get(photo, TestTokens.officer("350211108002")), 403, "FORBIDDEN");
        Http.assertProblem(http.get(photos, TestTokens.member("m")), 403, "FORBIDDEN");
        Http.assertProblem(put("/api/v1/inspections/none/photos/" + UUID.randomUUID(), SUPERVISOR, png()), 404, "NOT_FOUND");
        Http.assertInvalid(put(photos + "/mine", SUPERVISOR, png()), "photoId", "MALFORMED");
        assertThat(put(photos + "/" + UUID.randomUUID(), SUPERVISOR, new byte[]{1, 2, 3}).getResponse().getStatus())
                .isBetween(400, 422);
        assertThat(http.tester().get().uri(photos).exchange()).hasStatus(401);
    }

    private MvcTestResult put(String uri, String token, byte[] picture) {
        return put(uri, token, MediaType.IMAGE_PNG, picture);
    }

    private MvcTestResult put(String uri, String token, MediaType type, byte[] picture) {
        return http.tester().put().uri(uri).header("Authorization", token).contentType(type).content(picture).exchange();
    }

    private MvcTestResult delete(String uri, String token) {
        return http.tester().delete().uri(uri).header("Authorization", token).exchange();
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }
}
