package cn.jinlin.request.posting;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import cn.jinlin.events.Location;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.OfferStatus;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.events.RequestEvent.Outcome;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.Cursor;
import cn.jinlin.kit.web.Page;
import cn.jinlin.request.order.Selection.After;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.order.ServiceOrders;
import cn.jinlin.request.order.Sheet;
import cn.jinlin.request.posting.Sights.Sight;
import cn.jinlin.request.proof.Completion;
import cn.jinlin.request.proof.Proof;
import cn.jinlin.request.roster.Claim;
import cn.jinlin.request.roster.Roster;
import cn.jinlin.request.terms.OrderOffer;
import cn.jinlin.request.terms.Terms;

/** Shows orders to callers. */
@Component
public class OrderAnswers {
    private final Sights sights;

    OrderAnswers(Sights sights) {
        this.sights = sights;
    }

    /**
     * An order as a caller may see it.
     *
     * @param atRisk fewer places are claimed than the minimum, while they still can be
     * @param claims everybody but the waitlist, in the order of claiming
     * @param completion what those who did the work say of it
     * @param reason why it was cancelled or sent back
     */
    public record OrderAnswer(String orderId, String number, String communityId, Optional<String> compoundId,
            Optional<Location> location, String title, String description, Category category, Instant startsAt, Instant endsAt,
            Capacity capacity, Audience audience, Audience stage, Optional<Integer> checkInRadiusMetres, String source,
            OrderStatus status, boolean atRisk, int claimed, int waitlisted, List<OfferAnswered> offers, List<ClaimAnswer> claims,
            List<ClaimAnswer> waitlist, Optional<CompletionAnswer> completion, List<Outcome> outcomes,
            Optional<Instant> acceptedAt,
            Optional<String> reason, Optional<SeriesDay> series, long version) {}

    /** Of which series an order is, and of which of its days; {@code apart} once somebody edited the draft by itself. */
    record SeriesDay(String seriesId, LocalDate date, boolean apart) {}

    record OfferAnswered(Optional<String> unitId, Optional<String> teamId, int places, Instant deadline, OfferStatus status,
            int acceptedPlaces,
            Optional<String> reason) {}

    record CompletionAnswer(String summary, List<Outcome> outcomes, List<String> photos, Instant at) {}

    /**
     * A claim; {@code position} from 1 while it waits.
     *
     * @param manual whether the credit was entered by an officer, where there is one
     * @param manualReason why; for those who see all claims
     * @param via the client whose app the member claimed with; for those who see all claims
     */
    public record ClaimAnswer(String memberId, Optional<String> unitId, ClaimStatus status, Optional<Integer> position,
            int companions, Instant claimedAt, Optional<Instant> checkedInAt, Optional<Instant> checkedOutAt,
            Optional<Boolean> walkIn, Optional<Boolean> byOfficer, Optional<Integer> minutes, Optional<String> creditId,
            Optional<Boolean> manual, Optional<String> manualReason, Optional<String> via) {

        public static ClaimAnswer of(Roster roster, Claim claim) {
            return of(roster, claim, false);
        }

        static ClaimAnswer of(Roster roster, Claim claim, boolean whole) {
            Optional<Claim.Presence> there = claim.presence();
            boolean judged = claim.status() == ClaimStatus.SERVED || claim.status() == ClaimStatus.CREDITED;
            return new ClaimAnswer(claim.memberId(), claim.unitId(), claim.status(), roster.position(claim.memberId()),
                    claim.companions(), claim.claimedAt(), there.map(Claim.Presence::in), there.flatMap(Claim.Presence::out),
                    there.map(Claim.Presence::walkIn), there.map(Claim.Presence::byOfficer),
                    judged ? Optional.of(claim.minutes()) : Optional.empty(), claim.creditId(),
                    claim.creditId().map(_ -> claim.enteredByHand().isPresent()),
                    claim.enteredByHand().filter(_ -> whole).map(Proof.ByOfficer::reason),
                    claim.via().filter(_ -> whole));
        }
    }

    /** The order as this caller may see it; NOT_FOUND when it may not know of it. */
    public OrderAnswer of(Caller caller, Versioned<ServiceOrder> current) {
        ServiceOrder order = current.state();
        Sight sight = sights.of(caller, order);
        Sheet sheet = order.sheet();
        Terms terms = sheet.terms();
        return new OrderAnswer(sheet.orderId(), sheet.number(), sheet.communityId(), terms.compoundId(), terms.location(),
                terms.title(), terms.description(), terms.category(), terms.startsAt(), terms.endsAt(), terms.capacity(),
                terms.audience(), sheet.stage(), terms.checkInRadiusMetres(), sheet.source(), order.status(), order.atRisk(),
                sheet.roster().claimed(), sheet.roster().waitlisted(),
                sheet.offers().all().stream().map(offer -> answer(sight, offer)).toList(), claims(sight, sheet, false),
                claims(sight, sheet, true), order.completed().map(OrderAnswers::answer),
                order.completed().map(Completion::outcomes).orElse(List.of()), acceptedAt(order), reason(order),
                sheet.occurrence().map(of -> new SeriesDay(of.seriesId(), of.date(), of.apart())), current.version());
    }

    /** A part of a list of orders that this caller may know of. */
    public Page<OrderAnswer> page(Caller caller, ServiceOrders.Slice slice) {
        return new Page<>(slice.orders().stream().map(order -> of(caller, order)).toList(),
                slice.next().map(last -> Cursor.encode(last.startsAt().toString(), last.orderId())).orElse(null));
    }

    /** Where a list goes on that {@link #page} gave this cursor of; empty for its beginning. */
    public static Optional<After> after(@Nullable String cursor) {
        List<String> keys = Cursor.decode(cursor, 2);
        try {
            return keys.isEmpty() ? Optional.empty() : Optional.of(new After(start(keys.getFirst()), keys.getLast()));
        } catch (DateTimeException | ArithmeticException _) {
            throw KitRefusal.INVALID_CURSOR.because();
        }
    }

    /** One that the store can compare with. */
    private static Instant start(String key) {
        return Instant.ofEpochMilli(Instant.parse(key).toEpochMilli());
    }

    private static OfferAnswered answer(Sight sight, OrderOffer offer) {
        return new OfferAnswered(offer.unitId(), offer.teamId(), offer.places(), offer.deadline(), offer.status(),
                offer.acceptedPlaces(),
                offer.reason().filter(_ -> sight.seesReason(offer)));
    }

    private static CompletionAnswer answer(Completion completion) {
        return new CompletionAnswer(completion.summary(), completion.outcomes(), completion.photos(), completion.at());
    }

    private static List<ClaimAnswer> claims(Sight sight, Sheet sheet, boolean waiting) {
        return sheet.roster().claims().stream().filter(claim -> (claim.status() == ClaimStatus.WAITLISTED) == waiting)
                .filter(sight::sees).map(claim -> ClaimAnswer.of(sheet.roster(), claim, sight.seesAll())).toList();
    }

    private static Optional<Instant> acceptedAt(ServiceOrder order) {
        return order instanceof ServiceOrder.Creditable done ? Optional.of(done.acceptance().at()) : Optional.empty();
    }

    private static Optional<String> reason(ServiceOrder order) {
        return switch (order) {
            case ServiceOrder.Cancelled cancelled -> Optional.of(cancelled.reason());
            case ServiceOrder.Rework rework -> Optional.of(rework.comment());
            case ServiceOrder.Draft _,ServiceOrder.Claimable _,ServiceOrder.InProgress _,ServiceOrder.Completed _,ServiceOrder.Creditable _,ServiceOrder.Expired _ ->
                Optional.empty();
        };
    }
}
