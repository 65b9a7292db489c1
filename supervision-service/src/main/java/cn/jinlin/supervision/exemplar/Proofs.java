package cn.jinlin.supervision.exemplar;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Component;

import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.supervision.district.Credits;
import cn.jinlin.supervision.district.Members;
import cn.jinlin.supervision.district.Orders;
import cn.jinlin.supervision.exemplar.Exemplar.Evidence;
import cn.jinlin.supervision.exemplar.Exemplar.EvidenceKind;

/** Checks people and evidence against what the other services told. */
@Component
class Proofs {
    private static final Set<OrderStatus> DONE = Set.of(OrderStatus.COMPLETED, OrderStatus.ACCEPTED, OrderStatus.CLOSED);

    private final Members members;
    private final Orders orders;
    private final Credits credits;

    Proofs(Members members, Orders orders, Credits credits) {
        this.members = members;
        this.orders = orders;
        this.credits = credits;
    }

    /** Which piece of evidence. */
    record Claimed(EvidenceKind kind, String id) {}

    void requireMembers(List<String> memberIds) {
        memberIds.stream().filter(id -> !members.isActive(id)).findFirst().ifPresent(id -> {
            throw ExemplarRefusal.MEMBER_UNKNOWN.because(id);
        });
    }

    boolean isActive(String memberId) {
        return members.isActive(memberId);
    }

    /** The evidence as it is known now; an entry has to belong to one of the members, where there are any. */
    Evidence proved(Claimed claimed, List<String> memberIds) {
        return switch (claimed.kind()) {
            case ORDER -> ofOrder(claimed.id());
            case RECORD -> ofEntry(claimed.id(), memberIds);
        };
    }

    private Evidence ofOrder(String orderId) {
        OrderChanged order = orders.find(orderId).orElseThrow(() -> ExemplarRefusal.EVIDENCE_UNKNOWN.because(orderId));
        if (!DONE.contains(order.status())) {
            throw ExemplarRefusal.EVIDENCE_DOES_NOT_COUNT.because(orderId);
        }
        return new Evidence(EvidenceKind.ORDER, orderId, order.communityId(), Optional.empty(), order.endsAt());
    }

    private Evidence ofEntry(String entryId, List<String> memberIds) {
        Credits.Entry entry = credits.entry(entryId).orElseThrow(() -> ExemplarRefusal.EVIDENCE_UNKNOWN.because(entryId));
        if (!entry.counts()) {
            throw ExemplarRefusal.EVIDENCE_DOES_NOT_COUNT.because(entryId);
        }
        if (!memberIds.isEmpty() && !memberIds.contains(entry.memberId())) {
            throw ExemplarRefusal.EVIDENCE_OF_OTHERS.because(entryId);
        }
        return new Evidence(EvidenceKind.RECORD, entryId, entry.communityId(), Optional.of(entry.minutes()),
                entry.servedAt());
    }
}
