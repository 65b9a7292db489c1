package cn.jinlin.registration.imports;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.kit.security.Role;
import cn.jinlin.registration.imports.ImportJob.Progress;
import cn.jinlin.registration.sheet.Sheets.Format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ImportJobTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant LATER = NOW.plus(ImportJob.LEASE);

    private static ImportJob sent() {
        return ImportJob.sent(Ids.next(), new ImportJob.Sender("s", Set.of(Role.DISTRICT_ADMIN), Optional.empty(), Set.of()),
                new ImportJob.Source(Format.XLSX, 10, 4), true, NOW);
    }

    @Test
    void nobodyTakesWhatAnotherHoldsUntilItsTimeHasPassed() {
        ImportJob held = sent().taken("one", NOW);
        assertThat(held.dueAt()).contains(LATER);
        assertThatThrownBy(() -> held.taken("two", LATER.minusNanos(1))).isInstanceOf(Refused.class).hasMessage("IMPORT_HELD");
        assertThat(held.taken("two", LATER).isHeldBy("two")).isTrue();
    }

    @Test
    void whoLostItsHoldCanNeitherGoOnNorEndIt() {
        ImportJob taken = sent().taken("one", NOW).taken("two", LATER);
        assertThatThrownBy(() -> taken.advanced("one", new Progress(5, 4, 0, 0, 0), LATER)).hasMessage("IMPORT_HELD");
        assertThatThrownBy(() -> taken.done("one", LATER)).hasMessage("IMPORT_HELD");
        assertThatThrownBy(() -> taken.givenBack("one", LATER)).hasMessage("IMPORT_HELD");
    }

    @Test
    void isGivenUpAfterTriesThatCameToNothingAndNotAfterProgress() {
        ImportJob job = sent();
        Instant now = NOW;
        for (int i = 0; i < ImportJob.TRIES; i++, now = now.plus(ImportJob.LEASE)) {
            job = job.taken("h" + i, now);
        }
        ImportJob advanced = job.advanced("h4", new Progress(2, 1, 0, 0, 0), now).taken("next", now.plus(ImportJob.LEASE));
        assertThat(advanced.isHeldBy("next")).isTrue();
        assertThat(advanced.progress().line()).isEqualTo(2);
        ImportJob failed = job.taken("last", now);
        assertThat(failed.stage()).isInstanceOf(ImportJob.Failed.class);
        assertThat(failed.dueAt()).isEmpty();
        assertThatThrownBy(() -> failed.taken("again", now())).hasMessage("IMPORT_ENDED");
    }

    private static Instant now() {
        return NOW.plusSeconds(3_600);
    }

    @Test
    void aLineAlwaysMakesTheSameMemberAndNoTwoLinesTheSame() {
        ImportJob job = sent();
        assertThat(job.memberId(7)).isEqualTo(job.memberId(7))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-.{12}")
                .isNotEqualTo(sent().memberId(7));
        assertThat(IntStream.rangeClosed(1, 1_048_576).mapToObj(job::memberId).distinct()).hasSize(1_048_576);
        assertThat(IntStream.of(2, 300, 70_000, 1_048_576).mapToObj(job::memberId)).isSorted();
    }
}
