package cn.jinlin.request.posting;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

import cn.jinlin.kit.domain.FieldError;
import cn.jinlin.kit.domain.Invalid;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.request.directory.Community;
import cn.jinlin.request.directory.Directory;
import cn.jinlin.request.directory.Team;
import cn.jinlin.request.order.OrderRefusal;
import cn.jinlin.request.order.Selection;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.order.Sheet;
import cn.jinlin.request.terms.Occurrence;
import cn.jinlin.request.terms.OfferAnswer;
import cn.jinlin.request.terms.Offeree;
import cn.jinlin.request.terms.Offers;
import cn.jinlin.request.terms.OrderOffer;
import cn.jinlin.request.terms.Terms;
import cn.jinlin.request.terms.TermsRules;

/** Posts, edits, publishes and cancels orders, and takes units' answers. */
@Service
public class OrderDesk {
    private final ServiceOrders orders;
    private final Numbers numbers;
    private final Directory directory;
    private final Clock clock;
    private final ZoneId zone;

    OrderDesk(ServiceOrders orders, Numbers numbers, Directory directory, Clock clock,
            @Value("${jinlin.zone:Asia/Shanghai}") ZoneId zone) {
        this.orders = orders;
        this.numbers = numbers;
        this.directory = directory;
        this.clock = clock;
        this.zone = zone;
    }

    Versioned<ServiceOrder> get(String orderId) {
        return orders.get(orderId);
    }

    ServiceOrders.Slice list(Selection selection, Optional<Selection.After> after, int limit) {
        return orders.list(selection, after, limit);
    }

    public Versioned<ServiceOrder> post(RequestKey key, String communityId, String source, Terms terms, Offers offers) {
        check(communityId, terms, offers);
        return orders.post(key, new ServiceOrder.Draft(
                Sheet.posted(key.firstId(), number(communityId, key), communityId, source, terms, offers)));
    }

    /** Whether a new order could be like that; every field that is wrong is named. */
    public void check(String communityId, Terms terms, Offers offers) {
        TermsRules.check(Optional.empty(), terms, offers, clock.instant());
        checkKnown(communityId, terms, offers);
    }

    /** The draft of a series' order, that is yet to be kept; it has the same number however often it is made. */
    public ServiceOrder.Draft draft(Occurrence of, String orderId, String communityId, Terms terms, Offers offers) {
        String number = number(communityId, new RequestKey(Optional.of("series/" + orderId), List.of(orderId)));
        return new ServiceOrder.Draft(Sheet.posted(orderId, number, communityId, "OFFICER", terms, offers).of(of));
    }

    private String number(String communityId, RequestKey key) {
        return numbers.next(communityId, LocalDate.ofInstant(clock.instant(), zone), key);
    }

    /** What a caller wants changed, on top of the order as it is. */
    interface Edit {
        Terms terms(Terms now);

        Offers offers(Offers now);
    }

    Versioned<ServiceOrder> edit(String orderId, RequestKey key, LongConsumer ifMatch, Edit edit) {
        Instant now = clock.instant();
        Sheet seen = orders.get(orderId).state().sheet();
        checkKnown(seen.communityId(), edit.terms(seen.terms()), edit.offers(seen.offers()));
        return orders.change(orderId, key, now, current -> {
            ifMatch.accept(current.version());
            Sheet sheet = current.state().sheet();
            Terms terms = edit.terms(sheet.terms());
            Offers offers = edit.offers(sheet.offers());
            TermsRules.check(Optional.of(sheet.terms()), terms, offers, now);
            return current.state().edit(terms, offers, now);
        });
    }

    public Versioned<ServiceOrder> publish(String orderId, RequestKey key, LongConsumer ifMatch) {
        Instant now = clock.instant();
        checkTies(orders.get(orderId).state().sheet());
        return orders.change(orderId, key, now, current -> {
            ifMatch.accept(current.version());
            return current.state().publish(now);
        });
    }

    Versioned<ServiceOrder> cancel(String orderId, RequestKey key, LongConsumer ifMatch, String reason) {
        Instant now = clock.instant();
        return orders.change(orderId, key, now, current -> {
            ifMatch.accept(current.version());
            return current.state().cancel(reason, now);
        });
    }

    Versioned<ServiceOrder> respond(String orderId, RequestKey key, String offereeId, OfferAnswer answer) {
        Instant now = clock.instant();
        return orders.change(orderId, key, now, current -> current.state().respond(offereeId, answer, now));
    }

    /** Who answers for a team; empty for a unit, and for a team without a leader. */
    Optional<String> leaderOf(String offereeId) {
        return directory.team(offereeId).flatMap(Team::leaderId);
    }

    private void checkKnown(String communityId, Terms terms, Offers offers) {
        List<FieldError> errors = new ArrayList<>();
        Optional<Community> community = directory.community(communityId);
        if (community.isEmpty()) {
            errors.add(FieldError.of("communityId", "UNKNOWN"));
        }
        if (community.isPresent() && terms.compoundId().filter(id -> !community.get().compoundIds().contains(id)).isPresent()) {
            errors.add(FieldError.of("compoundId", "UNKNOWN"));
        }
        for (int i = 0; i < offers.all().size(); i++) {
            Offeree to = offers.all().get(i).to();
            if (!isKnown(to)) {
                errors.add(FieldError.of("offers[" + i + "]" + field(to), "UNKNOWN"));
            }
        }
        if (!errors.isEmpty()) {
            throw new Invalid(errors);
        }
    }

    private boolean isKnown(Offeree to) {
        return switch (to.kind()) {
            case UNIT -> directory.unit(to.id()).isPresent();
            case TEAM -> directory.team(to.id()).isPresent();
        };
    }

    private static String field(Offeree to) {
        return switch (to.kind()) {
            case UNIT -> ".unitId";
            case TEAM -> ".teamId";
        };
    }

    /** Only members of tied units and of its own teams may claim at the first stage: other offers would come to nothing. */
    private void checkTies(Sheet sheet) {
        for (OrderOffer offer : sheet.offers().all()) {
            if (!isTied(offer.to(), sheet)) {
                throw OrderRefusal.OFFER_WITHOUT_TIE.because(offer.offereeId());
            }
        }
    }

    private boolean isTied(Offeree to, Sheet sheet) {
        return switch (to.kind()) {
            case UNIT -> directory.unit(to.id()).stream().flatMap(unit -> unit.tiesTo(sheet.communityId()).stream())
                    .anyMatch(tie -> tie.holdsAt(sheet.terms().startsAt()));
            case TEAM -> directory.team(to.id()).filter(team -> team.communityId().equals(sheet.communityId())).isPresent();
        };
    }
}
