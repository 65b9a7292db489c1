package cn.jinlin.launcher.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

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
    void killsWhatDoesNotEndWithinItsGrace() throws IOException {
        Process deaf = new ProcessBuilder("/bin/sh", "-c", "trap '' TERM; while :; do read -r line; done").start();

        Running.end(List.of(Running.of(deaf.toHandle())), Duration.ofMillis(200));

        assertThat(deaf.isAlive()).isFalse();
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
