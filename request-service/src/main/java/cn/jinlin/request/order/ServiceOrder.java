package cn.jinlin.request.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.Refused;
import cn.jinlin.request.proof.Acceptance;
import cn.jinlin.request.proof.Acceptance.Judging;
import cn.jinlin.request.proof.Completion;
import cn.jinlin.request.proof.ManualCredit;
import cn.jinlin.request.proof.Scanned;
import cn.jinlin.request.proof.WorkRefusal;
import cn.jinlin.request.roster.Arrival;
import cn.jinlin.request.roster.ClaimRefusal;
import cn.jinlin.request.roster.Claimant;
import cn.jinlin.request.roster.HeldHour;
import cn.jinlin.request.terms.OfferAnswer;
import cn.jinlin.request.terms.Offers;
import cn.jinlin.request.terms.Terms;

/**
 * An order in one of its states. What a state allows it overrides; every other call is refused by the name of the rule,
 * so no transition is possible that is not written here.
 */
public sealed interface ServiceOrder {
    Sheet sheet();

    OrderStatus status();

    /** The same state around another sheet. */
    ServiceOrder with(Sheet sheet);

    default String orderId() {
        return sheet().orderId();
    }

    default Terms terms() {
        return sheet().terms();
    }

    /** When time alone moves the order on. */
    default Optional<Instant> dueAt() {
        return Optional.empty();
    }

    /** One step that was due at {@code at}. */
    default Change<ServiceOrder, RequestEvent> due(Instant at) {
        return Change.of(this);
    }

    /** The order as time alone has made it by {@code now}: every due step, the earliest first. */
    default Change<ServiceOrder, RequestEvent> asOf(Instant now) {
        ServiceOrder order = this;
        List<RequestEvent> facts = new ArrayList<>();
        for (Optional<Instant> due = dueAt(); due.isPresent() && !due.get().isAfter(now); due = order.dueAt()) {
            Change<ServiceOrder, RequestEvent> step = order.due(due.get());
            facts.addAll(step.facts());
            order = step.state();
        }
        return new Change<>(order, facts);
    }

    default Change<ServiceOrder, RequestEvent> publish(Instant now) {
        throw OrderRefusal.NOT_A_DRAFT.because(status());
    }

    /** Other terms, and for a draft other offers. */
    default Change<ServiceOrder, RequestEvent> edit(Terms terms, Offers offers, Instant now) {
        throw OrderRefusal.NOT_EDITABLE.because(status());
    }

    /** Whether it says what its series says: a draft that nobody edited by itself. */
    default boolean follows() {
        return false;
    }

    /** What its series has become: a draft that nobody edited by itself follows it, every other order stays as it is. */
    default Change<ServiceOrder, RequestEvent> follow(Terms terms, Offers offers) {
        return Change.of(this);
    }

    /** Its series no longer wants it: ends such a draft, and no other order. */
    default Change<ServiceOrder, RequestEvent> withdraw(String reason, Instant now) {
        return Change.of(this);
    }

    default Change<ServiceOrder, RequestEvent> respond(String offereeId, OfferAnswer answer, Instant now) {
        throw OrderRefusal.OFFER_CLOSED.because(status());
    }

    default Change<ServiceOrder, RequestEvent> cancel(String reason, Instant now) {
        throw OrderRefusal.NOT_CANCELLABLE.because(status());
    }

    /** Refuses by the rules that come before those of the member's own schedule. */
    default void admit(Claimant who, Instant now) {
        Claiming.admit(this, who, now);
    }

    /** Why there is no room for this member, by the rules that come after those of its schedule. */
    default Optional<Refused> full(Claimant who) {
        return Claiming.full(sheet(), who);
    }

    default Change<ServiceOrder, RequestEvent> claim(Claimant who, int companions, HeldHour hold, Instant now) {
        return Claiming.seat(this, who, companions, hold, now).onto(this);
    }

    /** Places for all of these members on their held hours, or for none. */
    default Change<ServiceOrder, RequestEvent> assign(List<Claimant> all, Function<String, HeldHour> holds, Instant now) {
        return Claiming.assign(this, all, holds, now).onto(this);
    }

    /** An officer's word on a claim that has to wait for it. */
    default Change<ServiceOrder, RequestEvent> decide(String memberId, boolean confirmed, Instant now) {
        throw ClaimRefusal.CLAIMING_CLOSED.because(status());
    }

    default Change<ServiceOrder, RequestEvent> release(String memberId, String reason, Instant now) {
        throw ClaimRefusal.RELEASE_CLOSED.because(status());
    }

    default Change<ServiceOrder, RequestEvent> checkIn(Arrival arrival, Instant now) {
        throw WorkRefusal.CHECK_IN_CLOSED.because(status());
    }

    default Change<ServiceOrder, RequestEvent> checkOut(String memberId, Instant now) {
        throw WorkRefusal.NOT_IN_PROGRESS.because(status());
    }

    default Change<ServiceOrder, RequestEvent> complete(Completion completion) {
        throw WorkRefusal.NOT_IN_PROGRESS.because(status());
    }

    default Change<ServiceOrder, RequestEvent> accept(Judging judging, Instant now) {
        throw WorkRefusal.NOT_COMPLETED.because(status());
    }

    default Change<ServiceOrder, RequestEvent> sendBack(Judging judging) {
        throw WorkRefusal.NOT_COMPLETED.because(status());
    }

    /** Takes the acceptance back, while the order is not closed. */
    default Change<ServiceOrder, RequestEvent> reopen(String reason, Instant now) {
        throw WorkRefusal.NOT_ACCEPTED.because(status());
    }

    default Change<ServiceOrder, RequestEvent> credit(Scanned scan, Instant now) {
        throw WorkRefusal.NOT_ACCEPTED.because(status());
    }

    default Change<ServiceOrder, RequestEvent> creditByHand(ManualCredit wish, Instant now) {
        throw WorkRefusal.NOT_ACCEPTED.because(status());
    }

    /** What the work came to, once somebody said so. */
    default Optional<Completion> completed() {
        return Optional.empty();
    }

    /** What credit codes are bound to. */
    default Acceptance accepted() {
        throw WorkRefusal.NOT_ACCEPTED.because(status());
    }

    /** From now on no claim can be made on this hold. */
    default Change<ServiceOrder, RequestEvent> fence(String token) {
        return Change.of(with(sheet().with(sheet().roster().fence(token))));
    }

    /** Whether fewer places are claimed than it takes, while they still can be. */
    default boolean atRisk() {
        return false;
    }

    /** Whether a live claim on this order still needs the member's hour. */
    default boolean holdsHours() {
        return false;
    }

    /** Published and not begun: places can be claimed and given up. */
    sealed interface Claimable extends ServiceOrder {
        @Override
        default Change<ServiceOrder, RequestEvent> release(String memberId, String reason, Instant now) {
            return Claiming.release(sheet(), memberId, reason, now).onto(this);
        }

        @Override
        default Change<ServiceOrder, RequestEvent> decide(String memberId, boolean confirmed, Instant now) {
            return Claiming.decide(sheet(), memberId, confirmed, now).onto(this);
        }

        @Override
        default Change<ServiceOrder, RequestEvent> edit(Terms terms, Offers offers, Instant now) {
            return Editing.published(sheet(), terms, offers, now).onto(this);
        }

        @Override
        default Change<ServiceOrder, RequestEvent> cancel(String reason, Instant now) {
            return Cancelled.of(sheet(), reason, now);
        }

        @Override
        default Change<ServiceOrder, RequestEvent> checkIn(Arrival arrival, Instant now) {
            return Attendance.checkIn(sheet(), arrival, now).onto(this);
        }

        @Override
        default Change<ServiceOrder, RequestEvent> checkOut(String memberId, Instant now) {
            return Attendance.checkOut(sheet(), memberId, now).onto(this);
        }

        @Override
        default boolean holdsHours() {
            return true;
        }

        @Override
        default boolean atRisk() {
            return sheet().roster().claimed() < terms().capacity().min();
        }
    }

    /** Accepted for good: the code exists and participants scan it. */
    sealed interface Creditable extends ServiceOrder {
        Acceptance acceptance();

        @Override
        default Acceptance accepted() {
            return acceptance();
        }

        @Override
        default Change<ServiceOrder, RequestEvent> credit(Scanned scan, Instant now) {
            return Crediting.scan(sheet(), acceptance(), scan, now).onto(this);
        }

        @Override
        default Change<ServiceOrder, RequestEvent> creditByHand(ManualCredit wish, Instant now) {
            return Crediting.enter(sheet(), wish, now).onto(this);
        }
    }

    /** Known to its community alone. */
    record Draft(Sheet sheet) implements ServiceOrder {
        @Override
        public OrderStatus status() {
            return OrderStatus.DRAFT;
        }

        @Override
        public Draft with(Sheet changed) {
            return new Draft(changed);
        }

        @Override
        public Optional<Instant> dueAt() {
            return Optional.of(terms().startsAt());
        }

        @Override
        public Change<ServiceOrder, RequestEvent> due(Instant at) {
            return Change.of(new Expired(sheet));
        }

        @Override
        public Change<ServiceOrder, RequestEvent> publish(Instant now) {
            Editing.checkPublishable(sheet, now);
            return Change.of(sheet.offers().none()
                    ? new Open(sheet.at(terms().audience()), Optional.empty())
                    : new Offered(sheet));
        }

        @Override
        public Change<ServiceOrder, RequestEvent> edit(Terms terms, Offers offers, Instant now) {
            Sheet edited = sheet.with(terms).with(offers);
            return Change.of(new Draft(sheet.occurrence().map(of -> edited.of(of.editedApart())).orElse(edited)));
        }

        @Override
        public boolean follows() {
            return sheet.occurrence().filter(of -> !of.apart()).isPresent();
        }

        @Override
        public Change<ServiceOrder, RequestEvent> follow(Terms terms, Offers offers) {
            return Change.of(follows() ? new Draft(sheet.with(terms).with(offers)) : this);
        }

        @Override
        public Change<ServiceOrder, RequestEvent> withdraw(String reason, Instant now) {
            return follows() ? Cancelled.of(sheet, reason, now) : Change.of(this);
        }

        @Override
        public Change<ServiceOrder, RequestEvent> cancel(String reason, Instant now) {
            return Cancelled.of(sheet, reason, now);
        }
    }

    /** Offered to units and teams, some of which have not answered; those that accepted may claim. */
    record Offered(Sheet sheet) implements Claimable {
        @Override
        public OrderStatus status() {
            return OrderStatus.OFFERED;
        }

        @Override
        public Offered with(Sheet changed) {
            return new Offered(changed);
        }

        @Override
        public Optional<Instant> dueAt() {
            Instant start = terms().startsAt();
            return Optional.of(sheet.offers().nextDeadline().filter(start::isAfter).orElse(start));
        }

        /** An offer that is open at the start lapses with it; then the work goes on only if a unit accepted. */
        @Override
        public Change<ServiceOrder, RequestEvent> due(Instant at) {
            Sheet lapsed = sheet.with(sheet.offers().lapsedBy(at));
            if (at.isBefore(terms().startsAt())) {
                return Change.of(settled(lapsed, at));
            }
            return Change.of(sheet.offers().anyAccepted() ? new InProgress(lapsed) : new Expired(lapsed));
        }

        @Override
        public Change<ServiceOrder, RequestEvent> respond(String offereeId, OfferAnswer answer, Instant now) {
            return Change.of(settled(Editing.answered(sheet, offereeId, answer, now), now));
        }

        private static ServiceOrder settled(Sheet sheet, Instant at) {
            return sheet.offers().anyPending() ? new Offered(sheet) : Stages.opened(sheet, at);
        }
    }

    /**
     * Open to everybody of its stage.
     *
     * @param widensAt when the next stage comes, if places are free then
     */
    record Open(Sheet sheet, Optional<Instant> widensAt) implements Claimable {
        @Override
        public OrderStatus status() {
            return OrderStatus.OPEN;
        }

        @Override
        public Open with(Sheet changed) {
            return new Open(changed, widensAt);
        }

        @Override
        public Optional<Instant> dueAt() {
            Instant start = terms().startsAt();
            return Optional.of(widensAt.filter(start::isAfter).orElse(start));
        }

        @Override
        public Change<ServiceOrder, RequestEvent> due(Instant at) {
            if (!at.isBefore(terms().startsAt())) {
                return Change.of(new InProgress(sheet));
            }
            Claiming.Step step = Stages.widened(sheet, at);
            return new Change<>(new Open(step.sheet(), Stages.widensAt(step.sheet(), at)), step.facts());
        }
    }

    /** At work. */
    record InProgress(Sheet sheet) implements ServiceOrder {
        @Override
        public OrderStatus status() {
            return OrderStatus.IN_PROGRESS;
        }

        @Override
        public InProgress with(Sheet changed) {
            return new InProgress(changed);
        }

        @Override
        public boolean holdsHours() {
            return true;
        }

        @Override
        public Change<ServiceOrder, RequestEvent> cancel(String reason, Instant now) {
            if (sheet.roster().anyCheckedIn()) {
                throw OrderRefusal.NOT_CANCELLABLE.because(status());
            }
            return Cancelled.of(sheet, reason, now);
        }

        @Override
        public Change<ServiceOrder, RequestEvent> checkIn(Arrival arrival, Instant now) {
            return Attendance.checkIn(sheet, arrival, now).onto(this);
        }

        @Override
        public Change<ServiceOrder, RequestEvent> checkOut(String memberId, Instant now) {
            return Attendance.checkOut(sheet, memberId, now).onto(this);
        }

        @Override
        public Change<ServiceOrder, RequestEvent> complete(Completion completion) {
            return Change.of(new Completed(sheet, completion));
        }
    }

    /** Done, as those who did it say; the community looks at it. */
    record Completed(Sheet sheet, Completion completion) implements ServiceOrder {
        @Override
        public Optional<Completion> completed() {
            return Optional.of(completion);
        }

        @Override
        public OrderStatus status() {
            return OrderStatus.COMPLETED;
        }

        @Override
        public Completed with(Sheet changed) {
            return new Completed(changed, completion);
        }

        @Override
        public Change<ServiceOrder, RequestEvent> accept(Judging judging, Instant now) {
            Claiming.Step step = Accepting.judge(sheet, judging, completion, now);
            Acceptance acceptance = new Acceptance(judging.acceptanceId(), judging.by(), judging.comment(), judging.photos(),
                    now);
            return new Change<>(new Accepted(step.sheet(), completion, acceptance), step.facts());
        }

        @Override
        public Change<ServiceOrder, RequestEvent> sendBack(Judging judging) {
            Accepting.checkOutsider(sheet, judging);
            return Change.of(new Rework(sheet, completion, judging.comment()));
        }
    }

    /**
     * Sent back by the community, at acceptance or by reopening: to be done properly and completed again.
     *
     * @param comment why
     */
    record Rework(Sheet sheet, Completion completion, String comment) implements ServiceOrder {
        @Override
        public Optional<Completion> completed() {
            return Optional.of(completion);
        }

        @Override
        public OrderStatus status() {
            return OrderStatus.REWORK;
        }

        @Override
        public Rework with(Sheet changed) {
            return new Rework(changed, completion, comment);
        }

        @Override
        public Change<ServiceOrder, RequestEvent> complete(Completion again) {
            return Change.of(new Completed(sheet, again));
        }
    }

    record Accepted(Sheet sheet, Completion completion, Acceptance acceptance) implements Creditable {
        @Override
        public Optional<Completion> completed() {
            return Optional.of(completion);
        }

        /** How long after acceptance the order closes by itself. */
        public static final Duration CLOSES_AFTER = Duration.ofDays(14);

        @Override
        public OrderStatus status() {
            return OrderStatus.ACCEPTED;
        }

        @Override
        public Accepted with(Sheet changed) {
            return new Accepted(changed, completion, acceptance);
        }

        @Override
        public Optional<Instant> dueAt() {
            return Optional.of(acceptance.at().plus(CLOSES_AFTER));
        }

        @Override
        public Change<ServiceOrder, RequestEvent> due(Instant at) {
            return Change.of(new Closed(sheet, completion, acceptance));
        }

        @Override
        public Change<ServiceOrder, RequestEvent> reopen(String reason, Instant now) {
            Claiming.Step step = Accepting.takeBack(sheet, reason, now);
            return new Change<>(new Rework(step.sheet(), completion, reason), step.facts());
        }
    }

    record Closed(Sheet sheet, Completion completion, Acceptance acceptance) implements Creditable {
        @Override
        public Optional<Completion> completed() {
            return Optional.of(completion);
        }

        @Override
        public OrderStatus status() {
            return OrderStatus.CLOSED;
        }

        @Override
        public Closed with(Sheet changed) {
            return new Closed(changed, completion, acceptance);
        }

        @Override
        public Change<ServiceOrder, RequestEvent> reopen(String reason, Instant now) {
            throw WorkRefusal.REOPENING_CLOSED.because(Accepted.CLOSES_AFTER.toDays());
        }
    }

    record Cancelled(Sheet sheet, String reason, Instant at) implements ServiceOrder {
        static Change<ServiceOrder, RequestEvent> of(Sheet sheet, String reason, Instant now) {
            Claiming.Step step = Claiming.releaseAll(sheet, "ORDER_CANCELLED", now);
            return new Change<>(new Cancelled(step.sheet(), reason, now), step.facts());
        }

        @Override
        public OrderStatus status() {
            return OrderStatus.CANCELLED;
        }

        @Override
        public Cancelled with(Sheet changed) {
            return new Cancelled(changed, reason, at);
        }
    }

    /** Its start came before anybody took it on. */
    record Expired(Sheet sheet) implements ServiceOrder {
        @Override
        public OrderStatus status() {
            return OrderStatus.EXPIRED;
        }

        @Override
        public Expired with(Sheet changed) {
            return new Expired(changed);
        }
    }
}
