package cn.jinlin.registration.news;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import cn.jinlin.events.RequestEvent;
import cn.jinlin.events.RequestEvent.ClaimConfirmed;
import cn.jinlin.events.RequestEvent.ClaimPromoted;
import cn.jinlin.events.RequestEvent.ClaimReleased;
import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.OrderAccepted;
import cn.jinlin.events.RequestEvent.OrderClaimed;
import cn.jinlin.events.RequestEvent.OrderRelocated;
import cn.jinlin.events.RequestEvent.OrderReopened;
import cn.jinlin.events.RequestEvent.OrderRescheduled;
import cn.jinlin.events.RequestEvent.ServiceResult;
import cn.jinlin.registration.inbox.MessageCode;
import cn.jinlin.registration.inbox.Note;

/** What an order's events are to those who hold a claim on it. */
final class ClaimNews {
    private ClaimNews() {}

    /** @param eventId what happened is told once under this id */
    static List<Note> of(RequestEvent event, String eventId) {
        return switch (event) {
            case OrderClaimed told -> note(told.memberId(), claimed(told.status()), eventId, told.orderId(), told.at());
            case ClaimConfirmed told -> note(told.memberId(), approved(told.status()), eventId, told.orderId(), told.at());
            case ClaimPromoted told -> note(told.memberId(), Optional.of(MessageCode.PROMOTED), eventId, told.orderId(),
                    told.at());
            case ClaimReleased told -> note(told.memberId(), released(told.reason()), eventId, told.orderId(), told.at());
            case OrderAccepted told -> told.participants().stream().map(one -> accepted(one, told, eventId)).toList();
            case OrderReopened told -> told.memberIds().stream().map(memberId -> reopened(told, memberId, eventId)).toList();
            default -> List.of();
        };
    }

    private static Note reopened(OrderReopened told, String memberId, String eventId) {
        return new Note(memberId, MessageCode.ORDER_REOPENED, Map.of("orderId", told.orderId(), "reason", told.reason()), eventId,
                told.at());
    }

    static Note relocated(OrderRelocated told, String memberId, String eventId) {
        return new Note(memberId, MessageCode.ORDER_RELOCATED, Map.of("orderId", told.orderId()), eventId, told.at());
    }

    static Note rescheduled(OrderRescheduled told, String memberId, String eventId) {
        return new Note(memberId, MessageCode.ORDER_RESCHEDULED, Map.of("orderId", told.orderId(), "startsAt",
                told.startsAt().toString(), "endsAt", told.endsAt().toString()), eventId, told.at());
    }

    /** What was claimed by others for the member is told like its own claims. */
    private static Optional<MessageCode> claimed(ClaimStatus status) {
        return switch (status) {
            case CLAIMED -> Optional.of(MessageCode.CLAIM_CONFIRMED);
            case WAITLISTED -> Optional.of(MessageCode.CLAIM_WAITLISTED);
            case AWAITING_OFFICER -> Optional.of(MessageCode.CLAIM_AWAITING_OFFICER);
            case RELEASED, CHECKED_IN, SERVED, ABSENT, UNSATISFACTORY, CREDITED -> Optional.empty();
        };
    }

    private static Optional<MessageCode> approved(ClaimStatus status) {
        return Optional.of(
                status == ClaimStatus.WAITLISTED ? MessageCode.CLAIM_APPROVED_WAITLISTED : MessageCode.CLAIM_APPROVED);
    }

    /** Whoever gave up itself knows it. */
    private static Optional<MessageCode> released(String reason) {
        return switch (reason) {
            case "BY_LIAISON" -> Optional.of(MessageCode.RELEASED_BY_LIAISON);
            case "BY_OFFICER" -> Optional.of(MessageCode.RELEASED_BY_OFFICER);
            case "REFUSED_BY_OFFICER" -> Optional.of(MessageCode.CLAIM_REFUSED);
            case "ORDER_CANCELLED" -> Optional.of(MessageCode.ORDER_CANCELLED);
            case "NOT_PROMOTED" -> Optional.of(MessageCode.NOT_PROMOTED);
            default -> Optional.empty();
        };
    }

    private static Note accepted(ServiceResult result, OrderAccepted told, String eventId) {
        MessageCode code = switch (result.verdict()) {
            case SERVED -> MessageCode.CODE_READY;
            case ABSENT -> MessageCode.MARKED_ABSENT;
            case UNSATISFACTORY -> MessageCode.MARKED_UNSATISFACTORY;
        };
        return new Note(result.memberId(), code,
                Map.of("orderId", told.orderId(), "minutes", Integer.toString(result.minutes())), eventId, told.at());
    }

    private static List<Note> note(String memberId, Optional<MessageCode> code, String eventId, String orderId, Instant at) {
        return code.map(it -> new Note(memberId, it, Map.of("orderId", orderId), eventId, at)).stream().toList();
    }
}
