package cn.jinlin.launcher.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunningTest {
    @Test
    void doesNotTakeALaterProcessWithTheSamePidForTheRecordedOne() {
        var self = Running.self();

        assertThat(self.alive()).isTrue();
        assertThat(new Running(self.pid(), self.startedAt() - 10_000).alive()).isFalse();
        assertThat(new Running(self.pid(), 0).alive()).isFalse();
    }

    @Test
    void killsWhatDoesNotEndWithinItsGrace() throws Exception {
        Process deaf = new ProcessBuilder("/bin/sh", "-c", "trap '' TERM; echo deaf now; while :; do read -r line; done").start();
        assertThat(deaf.inputReader().readLine()).isEqualTo("deaf now");

        Running.end(List.of(Running.of(deaf.toHandle())), Duration.ofMillis(200));

        assertThat(deaf.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(deaf.exitValue()).as("killed").isEqualTo(137);
    }

    @Test
    void touchesNoStrangerWhoHasThePidNow() throws IOException {
        Process stranger = new ProcessBuilder("/bin/cat").start();
        var recorded = new Running(stranger.pid(), Running.of(stranger.toHandle()).startedAt() - 60_000);

        Running.end(List.of(recorded), Duration.ZERO);

        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly();
    }
}
