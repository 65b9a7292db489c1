package cn.jinlin.request.proof;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import cn.jinlin.events.RequestEvent.ServiceVerdict;

/**
 * The community's yes to the work.
 *
 * @param acceptanceId credit codes are bound to it
 * @param by the subject of the officer
 * @param comment may be empty
 * @param photos references to what the officer saw, never the pictures themselves
 */
public record Acceptance(String acceptanceId, String by, String comment, List<String> photos, Instant at) {
    /** Acceptances from before there were photos have none. */
    public Acceptance {
        photos = List.copyOf(Objects.requireNonNullElse(photos, List.of()));
    }

    /** What the officer says of one participant; {@code minutes} counts for SERVED alone. */
    public record Judgement(String memberId, ServiceVerdict verdict, int minutes) {}

    /**
     * Who judges, and what.
     *
     * @param officerMemberId the officer's own member id, when the token names one
     */
    public record Judging(String acceptanceId, String by, Optional<String> officerMemberId, String comment,
            List<Judgement> judgements, List<String> photos) {
        public Judging {
            judgements = List.copyOf(judgements);
            photos = List.copyOf(photos);
        }

        /** One that refers to no photo. */
        public Judging(String acceptanceId, String by, Optional<String> officerMemberId, String comment,
                List<Judgement> judgements) {
            this(acceptanceId, by, officerMemberId, comment, judgements, List.of());
        }
    }
}
