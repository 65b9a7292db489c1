package cn.jinlin.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Clients on raw sockets that take their time, before a gateway that gives them little of it. */
class SlowClientsTest {
    private static Door door;
    private static String authorization;

    @BeforeAll
    static void open() {
        door = new Door("dev-tokens", "jinlin.pace.head=1s", "jinlin.pace.stall=1s", "jinlin.bounds.response-timeout=20s",
                "jinlin.bounds.in-flight=1");
        authorization = "Authorization: Bearer " + Keys.token("slow", "DISTRICT_ADMIN") + "\r\n";
    }

    @BeforeEach
    void calm() {
        door.request.forget();
    }

    /** Sends a byte again and again until the gateway ends the connection; what it said last. */
    private static String drip(String start, String drop) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", door.port())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(start.getBytes(StandardCharsets.ISO_8859_1));
            AtomicBoolean open = new AtomicBoolean(true);
            Thread dripping = Thread.startVirtualThread(() -> {
                try {
                    while (open.get()) {
                        out.write(drop.getBytes(StandardCharsets.ISO_8859_1));
                        out.flush();
                        TimeUnit.MILLISECONDS.sleep(100);
                    }
                } catch (IOException | InterruptedException ended) {
                    open.set(false);
                }
            });
            String said = new String(readAll(socket.getInputStream()), StandardCharsets.UTF_8);
            open.set(false);
            dripping.join();
            return said;
        }
    }

    private static byte[] readAll(InputStream in) {
        var all = new java.io.ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (IOException reset) {
            // What came before the end is what matters.
        }
        return all.toByteArray();
    }

    @Test
    void endsARequestWhoseHeadersNeverEnd() throws Exception {
        String said = drip("GET /api/v1/orders HTTP/1.1\r\nHost: a\r\nX-Slow: ", "a");

        assertThat(said).startsWith("HTTP/1.1 408").contains("\"code\":\"REQUEST_TIMEOUT\"");
    }

    @Test
    void endsARequestWhoseSecondHeadNeverEnds() throws Exception {
        String first = "GET /api/v1/orders HTTP/1.1\r\nHost: a\r\n" + authorization + "\r\n";

        assertThat(drip(first + "GET /api", "x")).startsWith("HTTP/1.1 200").contains("HTTP/1.1 408");
    }

    @Test
    void endsARequestWhoseBodyDrips() throws Exception {
        String said = drip("POST /api/v1/orders HTTP/1.1\r\nHost: a\r\n" + authorization
                + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n", " ");

        assertThat(said).startsWith("HTTP/1.1 408").contains("\"code\":\"REQUEST_TIMEOUT\"");
        assertPlaceIsFree();
    }

    @Test
    void endsARequestWhoseBodyStops() throws Exception {
        String said = drip("POST /api/v1/orders HTTP/1.1\r\nHost: a\r\n" + authorization
                + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{", "");

        assertThat(said).startsWith("HTTP/1.1 408").contains("\"code\":\"REQUEST_TIMEOUT\"");
        assertPlaceIsFree();
    }

    @Test
    void cutsOffAClientThatDoesNotReadItsAnswerAndGivesItsPlaceBack() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        door.request.does(exchange -> {
            byte[] part = new byte[1 << 16];
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 4096; i++) {
                    out.write(part);
                }
            } finally {
                ended.countDown();
            }
        });
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", door.port()));
            socket.getOutputStream()
                    .write(("GET /api/v1/orders HTTP/1.1\r\nHost: a\r\n" + authorization + "\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));

            assertThat(ended.await(60, TimeUnit.SECONDS)).as("the service was let go").isTrue();
            door.request.forget();
            assertPlaceIsFree();
        }
    }

    @Test
    void leavesAClientAloneThatReadsALongAnswerSteadily() throws Exception {
        door.request.does(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 30; i++) {
                    out.write('x');
                    out.flush();
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
        });

        assertThat(door.send(door.asAdmin("/api/v1/orders")).body()).hasSize(30);
    }

    /** The service has one place in all, so any answer shows that nobody holds it. */
    private static void assertPlaceIsFree() {
        await().until(() -> door.send(door.asAdmin("/api/v1/orders")).statusCode() == 200);
    }
}
