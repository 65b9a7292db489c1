package cn.jinlin.supervision.courier;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.supervision.courier.Courier.Receipt;
import cn.jinlin.supervision.courier.Courier.Undelivered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CourierTest {
    private final Courier strict = new Courier(new CourierProperties(false, Duration.ofSeconds(2), Duration.ofSeconds(5)));
    private final Courier loopback = CourierFixture.toLoopback(Duration.ofSeconds(2));

    @AfterEach
    void close() throws IOException {
        strict.destroy();
        loopback.destroy();
    }

    @Test
    void bringsBodyAndHeadersAndTellsTheAnswer() throws Exception {
        try (Receiver receiver = Receiver.that(Receiver.answers(202))) {
            Receipt receipt = loopback.post(loopback.address("url", receiver.url()), "application/cloudevents+json",
                    "{\"名\":1}".getBytes(StandardCharsets.UTF_8),
                    Map.of("webhook-id", "7"));
            assertThat(receipt.status()).isEqualTo(202);
            assertThat(receiver.messages()).singleElement().satisfies(message -> {
                assertThat(message.body()).isEqualTo("{\"名\":1}");
                assertThat(message.headers()).containsEntry("webhook-id", "7").containsEntry("content-type",
                        "application/cloudevents+json");
            });
        }
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (Receiver other = Receiver.that(Receiver.answers(200));
                Receiver receiver = Receiver.that(Receiver.answers(307, "Location: " + other.url()))) {
            assertThat(post(loopback, receiver.url()).status()).isEqualTo(307);
            assertThat(other.messages()).isEmpty();
        }
    }

    @Test
    void readsNothingOfAnEndlessAnswer() throws Exception {
        try (Receiver receiver = Receiver.that(Receiver.hangs())) {
            receiver.now(receiver.floods());
            assertThat(post(loopback, receiver.url()).status()).isEqualTo(200);
            long sent = receiver.sent();
            assertThat(sent).isLessThan(64L << 20);
        }
    }

    @Test
    void endsByItsDeadlineWhetherTheReceiverHangsOrDrips() {
        for (Receiver.Behaviour slow : new Receiver.Behaviour[]{Receiver.hangs(), Receiver.drips()}) {
            try (Receiver receiver = Receiver.that(slow)) {
                assertThatThrownBy(() -> post(loopback, receiver.url())).isInstanceOf(Undelivered.class)
                        .hasMessage("no answer in time");
            }
        }
    }

    @Test
    void boundsWhatAHeaderMayHold() {
        try (Receiver receiver = Receiver
                .that((_, out) -> out.write(
                        ("HTTP/1.1 200 OK\r\nX: " + "a".repeat(100_000) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII)))) {
            assertThatThrownBy(() -> post(loopback, receiver.url())).isInstanceOf(Undelivered.class);
        }
    }

    @Test
    void tellsThatNobodyListens() {
        Receiver gone = Receiver.that(Receiver.answers(200));
        gone.close();
        assertThatThrownBy(() -> post(loopback, gone.url())).isInstanceOf(Undelivered.class).hasMessage("no connection");
    }

    /** Checked when it is called, too: the address may have been fine when it was named. */
    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1/", "https://localhost/", "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/", "https://[::ffff:192.168.0.1]/", "https://[fd00:ec2::254]/", "http://127.0.0.1:1/",
        "https://2130706433/"})
    void callsNothingOfOurNetworkWhateverWasAllowedBefore(String url) {
        assertThatThrownBy(() -> post(strict, url)).isInstanceOf(Undelivered.class).hasMessage("the address is not public");
    }

    @ParameterizedTest
    @CsvSource({"http://example.org/hook,HTTPS_REQUIRED", "http://127.0.0.1:8080/,HTTPS_REQUIRED",
        "ftp://1.1.1.1/,HTTPS_REQUIRED",
        "https://127.0.0.1/,NOT_PUBLIC", "https://localhost/,NOT_PUBLIC", "https://192.168.1.10:8443/hook,NOT_PUBLIC",
        "https://[::ffff:10.0.0.1]/,NOT_PUBLIC", "https://[fe80::1]/,NOT_PUBLIC", "https://user:secret@1.1.1.1/,MALFORMED",
        "https://1.1.1.1/#part,MALFORMED", "https:///hook,MALFORMED", "/hook,MALFORMED", "'https://1.1.1.1/a b',MALFORMED",
        "https://no-such-host.invalid/,UNKNOWN_HOST"})
    void refusesAddressesThatMayNotBeCalled(String url, String code) {
        assertThatThrownBy(() -> strict.address("url", url)).isInstanceOfSatisfying(Invalid.class,
                invalid -> assertThat(invalid.errors()).singleElement().satisfies(error -> {
                    assertThat(error.field()).isEqualTo("url");
                    assertThat(error.code()).isEqualTo(code);
                }));
    }

    @Test
    void letsLoopbackPassWhereThatIsAllowedAndNothingElseOfOurNetwork() {
        assertThat(loopback.address("url", "HTTP://127.0.0.1:8080/hook")).isEqualTo(URI.create("http://127.0.0.1:8080/hook"));
        assertThat(strict.address("url", "https://1.1.1.1/hook?key=7")).isEqualTo(URI.create("https://1.1.1.1/hook?key=7"));
        assertThatThrownBy(() -> loopback.address("url", "http://10.0.0.1/")).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> loopback.address("url", "http://1.1.1.1/")).isInstanceOf(Invalid.class);
    }

    private static Receipt post(Courier courier, String url) throws Undelivered {
        return courier.post(URI.create(url), "application/json", new byte[0], Map.of());
    }
}
