package cn.jinlin.registration.imports;

import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.registration.enrolment.EnrolmentDesk;
import cn.jinlin.registration.imports.ImportJob.Progress;
import cn.jinlin.registration.row.Gazetteer;
import cn.jinlin.registration.row.Header;
import cn.jinlin.registration.row.Persons;
import cn.jinlin.registration.row.Row;
import cn.jinlin.registration.row.RowRules;
import cn.jinlin.registration.sheet.Line;
import cn.jinlin.registration.sheet.Sheets;
import cn.jinlin.registration.sheet.Sheets.Format;

/** Goes through a table, some lines at a time. */
@Component
class ImportRun {
    static final int MOST_ROWS = 50_000;
    private static final int AT_ONCE = 500;

    private final Sheets sheets;
    private final EnrolmentDesk enrolments;
    private final BadLines badLines;

    ImportRun(Sheets sheets, EnrolmentDesk enrolments, BadLines badLines) {
        this.sheets = sheets;
        this.enrolments = enrolments;
        this.badLines = badLines;
    }

    /** What the table is, once all of it could be read and its header is right; else it is refused as a whole. */
    ImportJob.Source survey(byte[] file) {
        Format format = sheets.recognise(file);
        try (Stream<Line> lines = sheets.lines(file, format)) {
            Iterator<Line> each = lines.iterator();
            header(each);
            int rows = 0;
            for (; each.hasNext(); each.next()) {
                if (++rows > MOST_ROWS) {
                    throw Invalid.field("file", "TOO_MANY_ROWS", MOST_ROWS);
                }
            }
            if (rows == 0) {
                throw Invalid.field("file", "EMPTY_FILE");
            }
            return new ImportJob.Source(format, file.length, rows);
        }
    }

    /**
     * Deals with what is left of a job.
     *
     * @param advance called after each batch, once it is safe in the store; it throws to end the work
     */
    void work(ImportJob job, byte[] file, Gazetteer gazetteer, Consumer<Progress> advance) {
        Format format = job.source().format();
        try (Stream<Line> lines = sheets.lines(file, format)) {
            Iterator<Line> each = lines.iterator();
            Header header = header(each);
            RowRules rules = new RowRules(job.sender().caller(), job.confirmed(), gazetteer);
            Persons persons = new Persons();
            Batch batch = new Batch(job.progress());
            while (each.hasNext()) {
                Line line = each.next();
                Row row = new Row(line, header, text -> sheets.isMisread(text, format));
                Batch next = batch;
                rules.check(row, job.memberId(line.number())).ifPresentOrElse(
                        enrolment -> next.take(line.number(), enrolment, persons.metBefore(line.number(), enrolment)),
                        () -> next.refuse(line.number(), row.faults()));
                if (batch.size() == AT_ONCE) {
                    batch = commit(job, batch, advance);
                }
            }
            if (batch.size() > 0) {
                commit(job, batch, advance);
            }
        }
    }

    private Batch commit(ImportJob job, Batch batch, Consumer<Progress> advance) {
        batch.enrolled(enrolments.enrol(batch.roll(), job.sender().caller()));
        badLines.keep(job.jobId(), batch.bad());
        advance.accept(batch.progress());
        return new Batch(batch.progress());
    }

    private static Header header(Iterator<Line> lines) {
        if (!lines.hasNext()) {
            throw Invalid.field("file", "EMPTY_FILE");
        }
        return Header.of(lines.next());
    }
}
