package cn.jinlin.request.order;

import cn.jinlin.kit.domain.Refusal;

/** Why an order can't be posted, edited, offered or ended like that. */
public enum OrderRefusal implements Refusal {
    NOT_A_DRAFT, ORDER_STARTED, OFFER_DEADLINE_PASSED, OFFER_WITHOUT_TIE, OFFERS_SENT, OFFER_CLOSED, OFFER_ANSWERED, OFFER_LAPSED, OFFER_PLACES_TAKEN, NOT_EDITABLE, ORDER_HAS_CLAIMS, CAPACITY_BELOW_CLAIMED, AUDIENCE_NARROWED, NOT_CANCELLABLE;

    @Override
    public Kind kind() {
        return Kind.CONFLICT;
    }
}
