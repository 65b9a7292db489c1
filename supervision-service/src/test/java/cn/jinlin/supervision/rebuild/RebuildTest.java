package cn.jinlin.supervision.rebuild;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.kit.StateJson;
import cn.jinlin.supervision.rebuild.Rebuild.Progress;
import cn.jinlin.supervision.rebuild.Rebuild.Running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RebuildTest {
    private static final Instant NOW = Instant.parse("2026-05-16T08:30:00Z");
    private static final Running FIRST = Rebuild.start(Optional.empty(), "admin", NOW);
    private static final Progress SOME = new Progress(100, 3);

    @Test
    void oneRunsAtATimeUnlessItHasDied() {
        Rebuild alive = FIRST.goesOn(NOW, SOME, NOW.plusSeconds(100));
        assertThatThrownBy(() -> Rebuild.start(Optional.of(alive), "other", NOW.plusSeconds(200))).hasMessage("REBUILD_RUNNING");
        assertThat(Rebuild.start(Optional.of(alive), "other", NOW.plusSeconds(220)).by()).isEqualTo("other");
        assertThat(Rebuild.start(Optional.of(alive.done(NOW, SOME, NOW.plusSeconds(110))), "other", NOW.plusSeconds(120)).by())
                .isEqualTo("other");
    }

    @Test
    void onlyWhoStartedItEndsIt() {
        Rebuild later = Rebuild.start(Optional.empty(), "other", NOW.plusSeconds(500));
        assertThat(later.done(NOW, SOME, NOW.plusSeconds(501))).isEqualTo(later);
        assertThat(later.failed(NOW, "Fault", NOW.plusSeconds(501))).isEqualTo(later);
        assertThat(later.goesOn(NOW, SOME, NOW.plusSeconds(501))).isEqualTo(later);
    }

    @Test
    void comesBackFromTheStoreAsItWas() {
        for (Rebuild rebuild : List.of(FIRST, FIRST.done(NOW, SOME, NOW), FIRST.failed(NOW, "Fault", NOW))) {
            assertThat(StateJson.mapper().readValue(StateJson.mapper().writeValueAsString(rebuild), Rebuild.class))
                    .isEqualTo(rebuild);
        }
    }
}
