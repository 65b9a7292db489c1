package cn.jinlin.registration.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InboxTest {
    private static final Instant NOW = Instant.parse("2026-03-01T01:00:00Z");

    private final Inbox empty = Inbox.empty("m");

    @Test
    void tellsTheSameThingOnce() {
        Inbox once = empty.tell(note("a", 0), NOW).tell(note("b", 0), NOW);

        assertThat(once.tell(note("a", 0), NOW)).isEqualTo(once);
        assertThat(once.messages()).extracting(Message::number).containsExactly(1L, 2L);
        assertThat(once.unread()).isEqualTo(2);
    }

    @Test
    void keepsTheNewestAndNeverTellsAgainWhatItDropped() {
        Inbox full = IntStream.range(0, Inbox.MOST + 5).boxed().reduce(empty, (inbox, i) -> inbox.tell(note("n" + i, i), NOW),
                (one, other) -> other);

        assertThat(full.messages()).hasSize(Inbox.MOST);
        assertThat(full.messages().getFirst().key()).isEqualTo("n5");
        assertThat(full.tell(note("n4", 4), NOW)).isEqualTo(full);
        assertThat(full.tell(note("n3", 3), NOW)).isEqualTo(full);
        assertThat(full.sendings()).allMatch(one -> one.number() > 5);
        assertThat(full.after(Inbox.MOST + 4)).hasSize(1);
    }

    @Test
    void readsOneOrAllUpToOne() {
        Inbox three = empty.tell(note("a", 0), NOW).tell(note("b", 0), NOW).tell(note("c", 0), NOW);

        assertThat(three.read(2, NOW).unread()).isEqualTo(2);
        assertThat(three.read(2, NOW).read(2, NOW.plusSeconds(1))).isEqualTo(three.read(2, NOW));
        assertThat(three.readUpTo(2, NOW).messages()).extracting(Message::unread).containsExactly(false, false, true);
        assertThatThrownBy(() -> three.read(4, NOW)).hasMessage("NOT_FOUND");
    }

    @Test
    void triesToSendOnLaterAndLaterAndGivesUpInTheEnd() {
        Inbox inbox = empty.tell(note("a", 0), NOW);
        Instant at = NOW;
        for (int tries = 0; tries < Inbox.TRIES; tries++) {
            assertThat(inbox.due(at)).hasSize(1);
            inbox = inbox.tried(at);
            assertThat(inbox.due(at)).isEmpty();
            at = at.plus(Duration.ofHours(1));
        }
        assertThat(inbox.tried(at).dueAt()).isEmpty();
        assertThat(inbox.messages()).hasSize(1);
        assertThat(inbox.sent(java.util.List.of(1L)).dueAt()).isEmpty();
    }

    @Test
    void sendsOnWhatIsNewsToTheMemberAlone() {
        assertThat(empty.tell(note("a", 0), NOW).dueAt()).contains(NOW);
        assertThat(empty.tell(new Note("m", MessageCode.CLAIM_CONFIRMED, Map.of(), "b", NOW), NOW).dueAt()).isEmpty();
    }

    @Test
    void aClosedInboxIsEmptyAndStaysSo() {
        Inbox closed = empty.tell(note("a", 0), NOW).close();

        assertThat(closed.messages()).isEmpty();
        assertThat(closed.sendings()).isEmpty();
        assertThat(closed.tell(note("b", 1), NOW)).isEqualTo(closed);
    }

    private static Note note(String key, int second) {
        return new Note("m", MessageCode.PROMOTED, Map.of("orderId", "o"), key, NOW.plusSeconds(second));
    }
}
