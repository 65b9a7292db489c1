package cn.jinlin.supervision.campaign;

import cn.jinlin.kit.domain.Refusal;

/** Every "no" of this feature. */
enum CampaignRefusal implements Refusal {
    CAMPAIGN_EXISTS(Kind.CONFLICT),
    /** Another office's campaign. */
    OFFICE_NOT_IN_CAMPAIGN(Kind.FORBIDDEN),
    /** Drawing again until it suits is no draw. */
    ALREADY_DRAWN(Kind.CONFLICT), NOT_DRAWN(Kind.CONFLICT),
    /** There is no target of these kinds. */
    NOTHING_TO_DRAW(Kind.CONFLICT), TOO_MANY_CANDIDATES(Kind.CONFLICT),
    /** The period is over. */
    CAMPAIGN_OVER(Kind.CONFLICT),
    /** Its first day has not come. */
    CAMPAIGN_NOT_RUNNING(Kind.CONFLICT),
    /** It was closed or cancelled. */
    CAMPAIGN_ENDED(Kind.CONFLICT), CAMPAIGN_UNKNOWN(Kind.CONFLICT),
    /** Nobody drew this target. */
    NOT_A_TARGET(Kind.CONFLICT),
    /** The assigned office is none of the campaign's. */
    OFFICE_TAKES_NO_PART(Kind.CONFLICT);

    private final Kind kind;

    CampaignRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
