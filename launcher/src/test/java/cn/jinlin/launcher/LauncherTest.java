package cn.jinlin.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LauncherTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @TempDir
    Path folder;
    private Terminal terminal;

    @BeforeEach
    void open() throws IOException {
        terminal = new Terminal(folder);
    }

    @AfterEach
    void close() throws Exception {
        terminal.close();
    }

    @Test
    void startsTheEnginesFirstLoadsTheCommunitiesAndHandsOutTokens() throws Exception {
        var up = terminal.upAndReady();

        assertThat(up.said()).contains("73 communities of Jimei loaded", "http://127.0.0.1:" + terminal.port(Port.GATEWAY),
                "DISTRICT_ADMIN=token", "PLATFORM=token", "MB in 6 processes", terminal.data().resolve("logs").toString());
        assertThat(terminal.events().getFirst()).isEqualTo("embedded started");
        assertThat(terminal.events()).filteredOn(line -> line.startsWith("PUT /api/v1/communities/350211")).hasSize(73);
    }

    @Test
    void statusTellsEveryProcessAndExitsZeroWhenAllIsUp() throws Exception {
        terminal.upAndReady();

        Map<String, JsonNode> rows = terminal.status();
        assertThat(rows).containsOnlyKeys("launcher", "embedded", "registration", "request", "supervision", "gateway");
        assertThat(rows.get("request").path("port").asInt(0)).isEqualTo(terminal.port(Port.REQUEST));
        assertThat(rows.values()).allSatisfy(row -> {
            assertThat(row.path("state").asString()).isEqualTo("UP");
            assertThat(row.path("pid").asLong(0)).isPositive();
            assertThat(row.path("rssMb").asLong(0)).isPositive();
        });
        terminal.exitsStatusWith(Status.ALL_UP);
    }

    @Test
    void refusesASecondUpOnTheSamePortNamingPidAndAddress() throws Exception {
        var first = terminal.upAndReady();

        var second = terminal.up();

        assertThat(second.exit()).isEqualTo(2);
        assertThat(second.said()).contains("already runs at http://127.0.0.1:" + terminal.port(Port.GATEWAY),
                "pid " + first.process().pid());
        terminal.exitsStatusWith(Status.ALL_UP);
    }

    @Test
    void refusesADataFolderThatAnotherRunHolds() throws Exception {
        int port = terminal.port(Port.GATEWAY);
        terminal.upAndReady();
        try (var other = new Terminal(folder)) {
            var second = other.up();

            assertThat(second.exit()).isEqualTo(2);
            assertThat(second.said()).contains("in use by the run on gateway port " + port, "--data");
        }
        terminal.exitsStatusWith(Status.ALL_UP);
    }

    @Test
    void namesTheTakenPortItsOwnerAndTheVariableThatMovesIt() throws Exception {
        try (var held = new ServerSocket(terminal.port(Port.REQUEST), 1, InetAddress.getLoopbackAddress())) {
            var up = terminal.up();

            assertThat(up.exit()).isEqualTo(2);
            assertThat(up.said()).contains("port " + held.getLocalPort() + " (request) is taken by java",
                    "pid " + ProcessHandle.current().pid(), "JINLIN_REQUEST_PORT");
        }
        terminal.exitsStatusWith(Status.NOTHING);
    }

    @Test
    void endsTheGatewayFirstAndTheEnginesLastWhenToldToTerminate() throws Exception {
        var up = terminal.upAndReady();

        up.terminate();
        up.exit();

        List<String> ended = terminal.events().stream().filter(line -> line.endsWith(" ended")).toList();
        assertThat(ended).hasSize(5).startsWith("gateway ended").endsWith("embedded ended");
        terminal.exitsStatusWith(Status.NOTHING);
    }

    @Test
    void endsInOrderAlsoWhileStillStarting() throws Exception {
        var up = terminal.up();
        up.awaitSaid("embedded ready");

        up.terminate();
        up.exit();

        terminal.exitsStatusWith(Status.NOTHING);
        assertThat(terminal.events().getLast()).isEqualTo("embedded ended");
    }

    @Test
    void downReturnsWhenAllIsGoneAndStatusThenExitsThree() throws Exception {
        var up = terminal.upAndReady();

        var down = terminal.call("down");

        assertThat(down.exit()).isZero();
        assertThat(up.process().isAlive()).isFalse();
        assertThat(terminal.events()).endsWith("embedded ended");
        terminal.exitsStatusWith(Status.NOTHING);
        assertThat(terminal.call("status", "--json").said()).isEmpty();
    }

    @Test
    void childrenDoNotHearTheTerminalsInterrupt() throws Exception {
        terminal.upAndReady();
        long request = terminal.pid("request");

        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(request)).start().waitFor()).isZero();
        terminal.call("down").exit();

        List<String> ended = terminal.events().stream().filter(line -> line.endsWith(" ended")).toList();
        assertThat(ended).startsWith("gateway ended").endsWith("embedded ended");
    }

    @Test
    void startsAKilledChildAgain() throws Exception {
        var up = terminal.upAndReady();
        long killed = terminal.pid("request");

        Terminal.kill(killed);

        up.awaitSaid("request ended by itself with exit code 137, started again in 1.0 s");
        await().atMost(LIMIT).untilAsserted(() -> {
            JsonNode row = terminal.status().get("request");
            assertThat(row.path("state").asString()).isEqualTo("UP");
            assertThat(row.path("pid").asLong(0)).isNotEqualTo(killed);
        });
    }

    @Test
    void statusExitsOneWhileOnlyPartOfItIsThere() throws Exception {
        var up = terminal.upAndReady();
        long gateway = terminal.pid("gateway");
        Terminal.killLauncherAndWarden(up);
        Terminal.kill(gateway);

        terminal.exitsStatusWith(Status.PARTLY);
        assertThat(terminal.status().get("gateway").path("state").asString()).isEqualTo("DOWN");
    }

    @Test
    void clearsWhatAKilledLauncherLeftAndStartsAnew() throws Exception {
        var first = terminal.upAndReady();
        long registration = terminal.pid("registration");
        Terminal.killLauncherAndWarden(first);
        assertThat(Terminal.alive(registration)).isTrue();

        var second = terminal.upAndReady();

        assertThat(second.said()).contains("launcher pid " + first.process().pid(), "registration (pid " + registration + ")");
        assertThat(Terminal.alive(registration)).isFalse();
        terminal.exitsStatusWith(Status.ALL_UP);
    }

    @Test
    void clearsAKilledRunOfAnotherPortThatStillHoldsTheData() throws Exception {
        var first = terminal.upAndReady();
        long embedded = terminal.pid("embedded");
        Terminal.killLauncherAndWarden(first);
        try (var other = new Terminal(folder)) {
            other.upAndReady();

            assertThat(Terminal.alive(embedded)).isFalse();
        }
    }

    @Test
    void downClearsWhatAKilledLauncherLeft() throws Exception {
        var up = terminal.upAndReady();
        Terminal.killLauncherAndWarden(up);

        assertThat(terminal.call("down").exit()).isZero();

        terminal.exitsStatusWith(Status.NOTHING);
        List<String> ended = terminal.events().stream().filter(line -> line.endsWith(" ended")).toList();
        assertThat(ended).hasSize(5).startsWith("gateway ended").endsWith("embedded ended");
    }

    @Test
    void startsAgainAfterEverythingWasKilled() throws Exception {
        var up = terminal.upAndReady();
        List<Long> pids = terminal.status().values().stream().map(row -> row.path("pid").asLong(0)).toList();
        Terminal.killLauncherAndWarden(up);
        pids.stream().filter(Terminal::alive).forEach(Terminal::kill);

        terminal.upAndReady();

        terminal.exitsStatusWith(Status.ALL_UP);
    }

    @Test
    void theSuiteEndsInOrderWhenOnlyTheLauncherIsKilled() throws Exception {
        var up = terminal.upAndReady();

        up.process().destroyForcibly();

        await().atMost(LIMIT).untilAsserted(() -> assertThat(terminal.events()).endsWith("embedded ended"));
        assertThat(terminal.events().stream().filter(line -> line.endsWith(" ended"))).hasSize(5).startsWith("gateway ended");
    }

    @Test
    void givesUpOnAProcessThatNeverBecomesReadyAndShowsItsLog() throws Exception {
        terminal.set("FAKE_BROKEN", "supervision");

        var up = terminal.up();

        assertThat(up.exit()).isEqualTo(1);
        assertThat(up.said()).contains("supervision did not become ready", "the reason why");
        terminal.exitsStatusWith(Status.NOTHING);
        assertThat(terminal.events()).endsWith("embedded ended");
    }

    @Test
    void keepsTheLogOfTheRunBefore() throws Exception {
        terminal.upAndReady().terminate();
        terminal.call("down").exit();
        terminal.upAndReady();

        assertThat(terminal.data().resolve("logs/embedded.log.1")).content().contains("embedded ready");
    }

    @Test
    void refusesUnknownWordsAndBadPorts() throws Exception {
        assertThat(terminal.call("fly").exit()).isEqualTo(2);
        assertThat(terminal.call("up", "--fast").exit()).isEqualTo(2);
        terminal.set("JINLIN_STORE_PORT", "70000");
        var up = terminal.up();
        assertThat(up.exit()).isEqualTo(2);
        assertThat(up.said()).contains("JINLIN_STORE_PORT is '70000'");
    }
}
