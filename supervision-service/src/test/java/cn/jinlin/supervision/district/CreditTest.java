package cn.jinlin.supervision.district;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import cn.jinlin.events.RegistrationEvent.EntryKind;
import cn.jinlin.events.RegistrationEvent.ServiceRecordAppended;
import cn.jinlin.supervision.district.Credit.Standing;

import static org.assertj.core.api.Assertions.assertThat;

class CreditTest {
    @Test
    void aScannedEntryCounts() {
        Credit entry = Credit.of(entry("entry-1", EntryKind.VERIFIED, 90, Optional.empty()));
        assertThat(entry.entryId()).isEqualTo("entry-1");
        assertThat(entry.standing()).isEqualTo(Standing.SCANNED);
        assertThat(entry.minutes()).isEqualTo(90);
    }

    @Test
    void anEntryByHandDoesNotCount() {
        assertThat(Credit.of(entry("entry-1", EntryKind.BACKFILLED, 90, Optional.empty())).standing())
                .isEqualTo(Standing.BY_HAND);
    }

    @Test
    void aVoidClosesTheKeyOfTheEntryItTakesBackWhicheverComesFirst() {
        Credit written = Credit.of(entry("entry-1", EntryKind.VERIFIED, 90, Optional.empty()));
        Credit takenBack = Credit.of(entry("entry-2", EntryKind.VOID, -90, Optional.of("entry-1")));
        assertThat(takenBack.entryId()).isEqualTo(written.entryId());
        assertThat(takenBack.version()).isGreaterThan(written.version());
        assertThat(takenBack.standing()).isEqualTo(Standing.TAKEN_BACK);
    }

    private static ServiceRecordAppended entry(String id, EntryKind kind, int minutes, Optional<String> voids) {
        return new ServiceRecordAppended("member-1:2026", id, "member-1", Optional.empty(), "350211102006", Optional.empty(),
                kind,
                minutes, Instant.parse("2026-05-16T08:30:00Z"), 1, "00ff", voids);
    }
}
