package cn.jinlin.supervision.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Repository;

import cn.jinlin.kit.store.Marks;
import cn.jinlin.kit.store.Store;

/** Whom the rules have to look at again, and since when; kept on disk, so a crash forgets nobody. */
@Repository
public class Subjects {
    private final Marks marks;

    Subjects(Store store) {
        marks = store.marks("subjects");
    }

    void mark(Collection<Subject> subjects, Instant now) {
        marks.mark(subjects.stream().map(Subject::toString).toList(), now);
    }

    /** Who is due, as {@link Subject#parse} reads it; the longest waiting first. */
    public List<String> due(Instant now, int limit) {
        return marks.due(now, limit);
    }

    /** Draws a ticket for a look at a subject that is due; see {@link Marks#take}. */
    public Optional<Long> take(Subject subject, Instant now, Duration lease) {
        return marks.take(subject.toString(), now, Duration.ZERO, lease);
    }

    /** What was found with this ticket holds until then, unless a later one was drawn. */
    public void settle(Subject subject, long ticket, Instant until) {
        marks.settle(subject.toString(), ticket, until);
    }
}
