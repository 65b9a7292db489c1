package cn.jinlin.request.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import cn.jinlin.events.RequestEvent.ServiceVerdict;

/**
 * The community's yes to the work.
 *
 * @param acceptanceId credit codes are bound to it
 * @param by the subject of the officer
 * @param comment may be empty
 */
public record Acceptance(String acceptanceId, String by, String comment, Instant at) {

    /** What the officer says of one participant; {@code minutes} counts for SERVED alone. */
    public record Judgement(String memberId, ServiceVerdict verdict, int minutes) {}

    /**
     * Who judges, and what.
     *
     * @param officerMemberId the officer's own member id, when the token names one
     */
    public record Judging(String acceptanceId, String by, Optional<String> officerMemberId, String comment,
            List<Judgement> judgements) {
        public Judging {
            judgements = List.copyOf(judgements);
        }
    }
}
