package cn.jinlin.registration.live;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import cn.jinlin.kit.domain.Refused;
import cn.jinlin.kit.test.TestTokens;
import cn.jinlin.registration.RegistrationTest;
import cn.jinlin.registration.inbox.InboxAnswers;
import cn.jinlin.registration.inbox.InboxDesk;
import cn.jinlin.registration.inbox.MessageCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@RegistrationTest
class StreamTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    int port;
    @Autowired
    InboxDesk desk;
    @Autowired
    InboxAnswers answers;
    @Autowired
    InboxStreams streams;
    @Autowired
    MongoDatabase database;

    private final List<Reader> readers = new ArrayList<>();
    private String member;

    @BeforeEach
    void somebody() {
        member = UUID.randomUUID().toString();
    }

    @AfterEach
    void close() throws Exception {
        for (Reader reader : readers) {
            reader.close();
        }
    }

    @Test
    void bringsWhatIsToldFromNowOn() throws Exception {
        tell("before");
        Reader reader = read();
        reader.await("\"unread\":1");
        tell("after");

        reader.await("id:2");
        reader.await("\"unread\":2");
        assertThat(reader.lines).noneMatch(line -> line.equals("id:1"));
        assertThat(reader.lines).anyMatch(line -> line.startsWith("data:") && line.contains("\"code\":\"PROMOTED\""));
        assertThat(reader.response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        assertThat(reader.response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void goesOnAfterTheLastEventThatTheReaderHas() throws Exception {
        Reader first = read();
        first.await("\"unread\":0");
        tell("a");
        first.await("id:1");
        first.close();
        tell("b");
        tell("c");

        Reader second = read("Last-Event-ID", "1");
        second.await("id:3");
        assertThat(second.lines.stream().filter(line -> line.startsWith("id:"))).containsExactly("id:2", "id:3");
        Reader ahead = read("Last-Event-ID", "99");
        ahead.await("\"unread\":3");
        tell("d");
        ahead.await("id:4");
    }

    @Test
    void bringsWhatAnotherProcessTold() throws Exception {
        Reader reader = read();
        reader.await("\"unread\":0");
        tell("a");
        reader.await("id:1");
        database.getCollection("inboxes").updateOne(Filters.eq("_id", member),
                Updates.combine(Updates.set("state.messages.0.readAt", "2026-03-01T01:00:00Z"), Updates.inc("version", 1L)));

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(
                () -> reader.lines.stream().filter(line -> line.contains("\"unread\":0")).count() == 2);
    }

    @Test
    void refusesAnIdThatItNeverGave() throws Exception {
        Reader reader = read("Last-Event-ID", "yesterday");

        assertThat(reader.response.statusCode()).isEqualTo(400);
        reader.await("MALFORMED");
    }

    @Test
    void oneStreamTooManyOfAMemberEndsItsOldest() throws Exception {
        Reader first = read();
        first.await("\"unread\":0");
        for (int i = 0; i < 5; i++) {
            read().await("\"unread\":0");
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> first.ended);
    }

    @Test
    void keepsOnlySoManyOpenAndGivesPlacesBack() throws Exception {
        InboxStreams few = new InboxStreams(desk, answers,
                new StreamSettings(1, 5, Duration.ofMillis(50), Duration.ofMillis(300), Duration.ofMillis(50)));
        few.start();
        few.open(member, OptionalLong.empty(), Locale.ENGLISH);

        assertThatThrownBy(() -> few.open(member, OptionalLong.empty(), Locale.ENGLISH)).isInstanceOf(Refused.class)
                .hasMessage("TOO_MANY_STREAMS");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> few.open() == 0);
        few.open(member, OptionalLong.empty(), Locale.ENGLISH);
        few.stop();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> few.open() == 0);
        assertThatThrownBy(() -> few.open(member, OptionalLong.empty(), Locale.ENGLISH)).isInstanceOf(Refused.class);
    }

    @Test
    void endsWhenTheMemberIsErased() throws Exception {
        Reader reader = read();
        reader.await("\"unread\":0");
        desk.close(member);

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> reader.ended);
    }

    @Test
    void forgetsReadersThatAreGone() throws Exception {
        Reader reader = read();
        reader.await("\"unread\":0");
        int open = streams.open();
        reader.close();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            tell(UUID.randomUUID().toString());
            return streams.open() < open;
        });
    }

    private void tell(String key) {
        desk.tell(member, MessageCode.PROMOTED, Map.of("orderId", "o"), key);
    }

    private Reader read(String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/me/inbox/stream"))
                .header("Authorization", TestTokens.member(member)).header("Accept", "text/event-stream");
        if (headers.length > 0) {
            request.headers(headers);
        }
        Reader reader = new Reader(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        readers.add(reader);
        return reader;
    }

    private static final class Reader {
        final List<String> lines = new CopyOnWriteArrayList<>();
        final HttpResponse<InputStream> response;
        volatile boolean ended;

        Reader(HttpResponse<InputStream> response) {
            this.response = response;
            Thread.ofVirtual().start(() -> {
                try (var body = new java.io.BufferedReader(
                        new java.io.InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                    body.lines().forEach(lines::add);
                } catch (java.io.IOException | java.io.UncheckedIOException e) {
                    lines.add("broken");
                }
                ended = true;
            });
        }

        void await(String part) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> lines.stream().anyMatch(line -> line.contains(part)));
        }

        void close() throws Exception {
            response.body().close();
        }
    }
}
