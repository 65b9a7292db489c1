package cn.jinlin.registration.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.registration.enrolment.Enrolled;
import cn.jinlin.registration.enrolment.Enrolment;
import cn.jinlin.registration.imports.BadLines.BadLine;
import cn.jinlin.registration.imports.ImportJob.Progress;
import cn.jinlin.registration.row.Column;

/** Some lines that are dealt with together, and how far the job is with them. */
final class Batch {
    private final Progress before;
    private final List<Enrolment> roll = new ArrayList<>();
    private final List<Integer> rollLines = new ArrayList<>();
    private final List<BadLine> bad = new ArrayList<>();
    private int last;
    private int imported;
    private int updated;
    private int unchanged;

    Batch(Progress before) {
        this.before = before;
        this.last = before.line();
    }

    /** Lines that were dealt with before this worker came are passed over. */
    void take(int line, Enrolment one, OptionalInt metBefore) {
        if (metBefore.isPresent()) {
            refuse(line, List.of(FieldError.of(Column.PHONE.field(), "GIVEN_ON_LINE", metBefore.getAsInt())));
        } else if (line > before.line()) {
            last = line;
            roll.add(one);
            rollLines.add(line);
        }
    }

    void refuse(int line, List<FieldError> faults) {
        if (line > before.line()) {
            last = line;
            bad.add(new BadLine(line, faults));
        }
    }

    int size() {
        return roll.size() + bad.size();
    }

    List<Enrolment> roll() {
        return List.copyOf(roll);
    }

    /** What came of the roll, in its order. */
    void enrolled(List<Enrolled> answers) {
        for (int i = 0; i < answers.size(); i++) {
            switch (answers.get(i)) {
                case Enrolled.Made _ -> imported++;
                case Enrolled.Changed _ -> updated++;
                case Enrolled.Unchanged _ -> unchanged++;
                case Enrolled.Refused refused -> bad.add(new BadLine(rollLines.get(i), List.of(refused.why())));
            }
        }
    }

    List<BadLine> bad() {
        return bad.stream().sorted(Comparator.comparingInt(BadLine::line)).toList();
    }

    Progress progress() {
        return new Progress(last, before.imported() + imported, before.updated() + updated, before.unchanged() + unchanged,
                before.refused() + bad.size());
    }
}
