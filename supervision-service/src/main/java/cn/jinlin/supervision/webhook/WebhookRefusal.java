package cn.jinlin.supervision.webhook;

import cn.jinlin.kit.domain.Refusal;

/** Every "no" of this feature. */
enum WebhookRefusal implements Refusal {
    /** A client has as many subscriptions as it may. */
    TOO_MANY_SUBSCRIPTIONS(Kind.CONFLICT), SUBSCRIPTION_PAUSED(Kind.CONFLICT), SUBSCRIPTION_NOT_PAUSED(Kind.CONFLICT),
    /** The same request made it before. */
    SUBSCRIPTION_EXISTS(Kind.CONFLICT);

    private final Kind kind;

    WebhookRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
