package cn.jinlin.request.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import cn.jinlin.events.RequestEvent.ClaimStatus;
import cn.jinlin.events.RequestEvent.MemberCredited;
import cn.jinlin.events.RequestEvent.OrderAccepted;
import cn.jinlin.events.RequestEvent.OrderReopened;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.events.RequestEvent.ServiceVerdict;

/** Accept first, then scan, and that once; an acceptance that was taken back allows nothing until the next. */
final class CreditRules {
    private CreditRules() {}

    static List<String> withoutAcceptance(Course course) {
        List<String> found = new ArrayList<>();
        course.history().orders().forEach((id, order) -> {
            OrderStatus status = order.state().status();
            boolean accepted = status == OrderStatus.ACCEPTED || status == OrderStatus.CLOSED
                    || course.replays().containsKey(id) && !course.replays().get(id).facts(OrderReopened.class).isEmpty();
            order.state().sheet().roster().claims().stream()
                    .filter(claim -> claim.status() == ClaimStatus.CREDITED && !accepted)
                    .forEach(claim -> found
                            .add("order %s is %s and member %s is credited".formatted(id, status, claim.memberId())));
        });
        course.replays().forEach((id, replay) -> {
            List<OrderAccepted> before = new ArrayList<>();
            for (Told told : replay.events()) {
                switch (told.event()) {
                    case OrderAccepted accepted -> before.add(accepted);
                    case OrderReopened _ -> before.clear();
                    case MemberCredited credited when before.stream().noneMatch(accepted -> allows(accepted, credited)) ->
                        found.add("order %s: member %s was credited %d minutes at version %d without a word of the officer"
                                .formatted(id, credited.memberId(), credited.minutes(), told.version()));
                    default -> {
                    }
                }
            }
        });
        return found;
    }

    private static boolean allows(OrderAccepted accepted, MemberCredited credited) {
        return accepted.participants().stream().anyMatch(result -> result.memberId().equals(credited.memberId())
                && result.verdict() == ServiceVerdict.SERVED && result.minutes() == credited.minutes());
    }

    /** Looks at every event that has its own id, so that none hides behind another of the same version. */
    static List<String> twice(Course course) {
        List<String> found = new ArrayList<>();
        Map<String, String> byMember = new HashMap<>();
        Map<String, String> byCredit = new HashMap<>();
        course.asWritten().values().forEach(events -> events.forEach(told -> {
            if (told.event() instanceof MemberCredited credited) {
                String who = credited.orderId() + ", member " + credited.memberId();
                if (!byMember.computeIfAbsent(who, key -> told.eventId()).equals(told.eventId())) {
                    found.add("credited more than once: order " + who);
                }
                if (!byCredit.computeIfAbsent(credited.creditId(), key -> who).equals(who)) {
                    found.add("credit %s went to order %s and to order %s".formatted(credited.creditId(),
                            byCredit.get(credited.creditId()), who));
                }
            }
        }));
        return found;
    }
}
