package cn.jinlin.request.proof;

import cn.jinlin.kit.domain.Refusal;

/** Why work can't be attended, completed, accepted or credited like that. */
public enum WorkRefusal implements Refusal {
    CHECK_IN_TOO_EARLY(Kind.CONFLICT), CHECK_IN_CLOSED(Kind.CONFLICT), NOT_CLAIMED(Kind.CONFLICT), ALREADY_CHECKED_IN(
            Kind.CONFLICT), LOCATION_REQUIRED(Kind.CONFLICT), OUTSIDE_RADIUS(Kind.CONFLICT), NOT_CHECKED_IN(
                    Kind.CONFLICT), ALREADY_CHECKED_OUT(Kind.CONFLICT), NOT_IN_PROGRESS(Kind.CONFLICT), NOT_COMPLETED(
                            Kind.CONFLICT), ACCEPTER_TOOK_PART(Kind.CONFLICT), PARTICIPANT_MISSING(
                                    Kind.UNPROCESSABLE), MINUTES_OUT_OF_RANGE(Kind.UNPROCESSABLE), NOT_ACCEPTED(
                                            Kind.CONFLICT), NOT_A_PARTICIPANT(Kind.FORBIDDEN), CODE_EXPIRED(
                                                    Kind.UNPROCESSABLE), CODE_INVALID(
                                                            Kind.UNPROCESSABLE), ALREADY_CREDITED(
                                                                    Kind.CONFLICT), CREDITER_TOOK_PART(
                                                                            Kind.CONFLICT), MANUAL_CREDITS_EXHAUSTED(
                                                                                    Kind.CONFLICT), REOPENING_CLOSED(
                                                                                            Kind.CONFLICT);

    private final Kind kind;

    WorkRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
