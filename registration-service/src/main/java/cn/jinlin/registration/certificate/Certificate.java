package cn.jinlin.registration.certificate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import cn.jinlin.registration.calendar.Period;

/**
 * What was certified of one member and one period, the oldest first: a further number for each time that the record had
 * changed.
 */
record Certificate(String memberId, Period period, List<Issue> issues) {
    /** What is printed under one number. */
    record Issue(CertificateNumber number, Extract extract, Instant issuedAt) {}

    Certificate {
        issues = List.copyOf(issues);
    }

    static Certificate of(String memberId, Period period) {
        return new Certificate(memberId, period, List.of());
    }

    static String id(String memberId, Period period) {
        return memberId + ":" + period.from().map(Instant::toString).orElse("") + ":"
                + period.until().map(Instant::toString).orElse("");
    }

    /** The newest issue, if it says the same. */
    Optional<Issue> issue(Extract extract) {
        return issues.isEmpty()
                ? Optional.empty()
                : Optional.of(issues.getLast()).filter(last -> last.extract().equals(extract));
    }

    Certificate issued(Issue issue) {
        List<Issue> all = new ArrayList<>(issues);
        all.add(issue);
        return new Certificate(memberId, period, all);
    }

    Optional<Issue> issue(CertificateNumber number) {
        return issues.stream().filter(issue -> issue.number().equals(number)).findFirst();
    }

    /** @param years of every year of service the newest line in the period that was counted, by the year */
    record Extract(long verifiedMinutes, long backfilledMinutes, int entries, Map<String, Long> years) {
        Extract {
            years = Map.copyOf(years);
        }

        long totalMinutes() {
            return verifiedMinutes + backfilledMinutes;
        }
    }
}
