package cn.jinlin.registration.certificate;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import org.springframework.stereotype.Service;

import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.registration.calendar.DistrictCalendar;
import cn.jinlin.registration.calendar.Period;
import cn.jinlin.registration.certificate.Certificate.Extract;
import cn.jinlin.registration.certificate.Certificate.Issue;
import cn.jinlin.registration.member.MemberDesk;
import cn.jinlin.registration.record.RecordDesk;
import cn.jinlin.registration.record.ServiceRecord;

/** Certifies what was served, and says of what was certified whether it still stands. */
@Service
class CertificateDesk {
    private final Certificates certificates;
    private final RecordDesk records;
    private final MemberDesk members;
    private final DistrictCalendar calendar;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    CertificateDesk(Certificates certificates, RecordDesk records, MemberDesk members, DistrictCalendar calendar, Clock clock) {
        this.certificates = certificates;
        this.records = records;
        this.members = members;
        this.calendar = calendar;
        this.clock = clock;
    }

    enum State {
        /** All that was counted stands. */
        VALID,
        /** An entry that was counted was taken back since. */
        CHANGED_SINCE,
        /** Whose it is was erased on request; the figures stand. */
        HOLDER_ERASED,
        /** The ledgers are not what was written, so nothing can be said. */
        UNVERIFIABLE
    }

    record Check(Issue issue, Period period, State state) {}

    /** The certificate of this period, under the number that it has already if nothing has changed. */
    Issue certify(String memberId, Period period) {
        Extract extract = extract(memberId, period);
        Issue issue = new Issue(CertificateNumber.made(random::nextInt), extract, clock.instant());
        return certificates.aggregates().execute(Certificate.id(memberId, period), Issue.class, current -> {
            Certificate certificate = current == null ? Certificate.of(memberId, period) : current.state();
            Optional<Issue> same = certificate.issue(extract);
            return same.isPresent()
                    ? Outcome.unchanged(same.get())
                    : Outcome.changed(Change.of(certificate.issued(issue)), issue);
        }).result();
    }

    /** {@link KitRefusal#NOT_FOUND} for a number that was never given. */
    Check check(CertificateNumber number) {
        Certificate certificate = certificates.with(number)
                .orElseThrow(() -> KitRefusal.NOT_FOUND.because("certificate", number.shown()));
        Issue issue = certificate.issue(number).orElseThrow(() -> KitRefusal.NOT_FOUND.because("certificate", number.shown()));
        return new Check(issue, certificate.period(), state(certificate, issue));
    }

    private State state(Certificate certificate, Issue issue) {
        ServiceRecord now = records.read(certificate.memberId(), certificate.period());
        if (!now.chainValid()) {
            return State.UNVERIFIABLE;
        }
        if (Extracts.changed(issue.extract(), now, this::yearOf)) {
            return State.CHANGED_SINCE;
        }
        return members.everKnown(certificate.memberId()).deleted() ? State.HOLDER_ERASED : State.VALID;
    }

    private Extract extract(String memberId, Period period) {
        ServiceRecord record = records.read(memberId, period);
        if (!record.chainValid()) {
            throw CertificateRefusal.RECORD_DAMAGED.because();
        }
        Extract extract = Extracts.of(record, this::yearOf);
        if (extract.entries() == 0) {
            throw CertificateRefusal.NOTHING_SERVED.because();
        }
        return extract;
    }

    private int yearOf(Instant servedAt) {
        return calendar.yearOf(servedAt);
    }
}
