package cn.jinlin.request.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.OfferStatus;
import cn.jinlin.events.RequestEvent.OrderRelocated;
import cn.jinlin.events.RequestEvent.OrderRescheduled;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.request.terms.OfferAnswer;
import cn.jinlin.request.terms.Offers;
import cn.jinlin.request.terms.OrderOffer;
import cn.jinlin.request.terms.Terms;

/** The rules of publishing, of answering an offer, and of editing what is published already. */
final class Editing {
    private Editing() {}

    static void checkPublishable(Sheet sheet, Instant now) {
        if (!now.isBefore(sheet.terms().startsAt())) {
            throw OrderRefusal.ORDER_STARTED.because();
        }
        for (OrderOffer offer : sheet.offers().all()) {
            if (!now.isBefore(offer.deadline())) {
                throw OrderRefusal.OFFER_DEADLINE_PASSED.because(offer.offereeId());
            }
        }
    }

    /** Other terms for an order that people may have claimed already. */
    static Claiming.Step published(Sheet sheet, Terms next, Offers offers, Instant now) {
        if (!offers.equals(sheet.offers())) {
            throw OrderRefusal.OFFERS_SENT.because();
        }
        checkTime(sheet, next, now);
        checkPlaces(sheet, next);
        if (next.audience().compareTo(sheet.terms().audience()) < 0) {
            throw OrderRefusal.AUDIENCE_NARROWED.because(sheet.terms().audience());
        }
        return Claiming.promote(sheet.with(next), told(sheet, next, now), now);
    }

    /** What those who hold claims have to hear of. */
    private static List<RequestEvent> told(Sheet sheet, Terms next, Instant now) {
        if (!sheet.roster().hasLive()) {
            return List.of();
        }
        List<RequestEvent> facts = new ArrayList<>();
        if (!sameTime(sheet.terms(), next)) {
            facts.add(new OrderRescheduled(sheet.orderId(), sheet.communityId(), next.startsAt(), next.endsAt(), now));
        }
        if (!samePlace(sheet.terms(), next)) {
            facts.add(new OrderRelocated(sheet.orderId(), sheet.communityId(), now));
        }
        return facts;
    }

    private static boolean samePlace(Terms old, Terms next) {
        return old.location().equals(next.location()) && old.compoundId().equals(next.compoundId());
    }

    /** Whoever claimed agreed to an hour: it may only shrink while claims are live. */
    private static void checkTime(Sheet sheet, Terms next, Instant now) {
        Terms old = sheet.terms();
        if (sameTime(old, next)) {
            return;
        }
        boolean inside = !next.startsAt().isBefore(old.startsAt()) && !next.endsAt().isAfter(old.endsAt());
        if (sheet.roster().hasLive() && !inside) {
            throw OrderRefusal.ORDER_HAS_CLAIMS.because(old.startsAt(), old.endsAt());
        }
        if (!now.isBefore(old.startsAt())) {
            throw OrderRefusal.ORDER_STARTED.because();
        }
    }

    private static boolean sameTime(Terms old, Terms next) {
        return old.startsAt().equals(next.startsAt()) && old.endsAt().equals(next.endsAt());
    }

    private static void checkPlaces(Sheet sheet, Terms next) {
        int needed = Math.max(sheet.roster().claimed(), reserved(sheet));
        if (next.capacity().max() < needed) {
            throw OrderRefusal.CAPACITY_BELOW_CLAIMED.because(needed);
        }
    }

    private static int reserved(Sheet sheet) {
        return sheet.stage() == RequestEvent.Audience.PARTNER_UNITS ? sheet.offers().acceptedPlaces() : 0;
    }

    static Sheet answered(Sheet sheet, String offereeId, OfferAnswer answer, Instant now) {
        OrderOffer offer = sheet.offers().to(offereeId).orElseThrow(() -> KitRefusal.NOT_FOUND.because("offer", offereeId));
        if (offer.status() == OfferStatus.LAPSED || offer.isPending() && !now.isBefore(offer.deadline())) {
            throw OrderRefusal.OFFER_LAPSED.because(offer.deadline());
        }
        if (!offer.isPending()) {
            throw OrderRefusal.OFFER_ANSWERED.because(offer.status());
        }
        return sheet.with(sheet.offers().with(switch (answer) {
            case OfferAnswer.Accept accept -> offer.accepted(taken(sheet, offer, accept));
            case OfferAnswer.Decline decline -> offer.declined(decline.reason());
        }));
    }

    /** Several may be offered the same places; who answers first has them. */
    private static int taken(Sheet sheet, OrderOffer offer, OfferAnswer.Accept answer) {
        int left = sheet.terms().capacity().max() - sheet.offers().acceptedPlaces();
        int most = Math.min(left, offer.places());
        int wanted = answer.places().orElse(most);
        if (wanted > most || most == 0) {
            throw OrderRefusal.OFFER_PLACES_TAKEN.because(most);
        }
        return wanted;
    }
}
