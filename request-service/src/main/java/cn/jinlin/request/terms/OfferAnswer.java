package cn.jinlin.request.terms;

import java.util.Optional;

/** What a unit says to an offer. */
public sealed interface OfferAnswer {
    /** @param places how many of the offered places the unit takes; empty for all of them */
    record Accept(Optional<Integer> places) implements OfferAnswer {}

    record Decline(Optional<String> reason) implements OfferAnswer {}
}
