package cn.jinlin.supervision.feed;

import java.util.Optional;

import cn.jinlin.events.Event;
import cn.jinlin.events.PlatformEvent;
import cn.jinlin.events.PlatformEvent.PublicCommunityChanged;
import cn.jinlin.events.PlatformEvent.PublicExemplarPublished;
import cn.jinlin.events.PlatformEvent.PublicExemplarWithdrawn;
import cn.jinlin.events.PlatformEvent.PublicOrderAccepted;
import cn.jinlin.events.PlatformEvent.PublicOrderChanged;
import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.events.RequestEvent.OrderAccepted;
import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.events.RequestEvent.ServiceResult;
import cn.jinlin.events.RequestEvent.ServiceVerdict;
import cn.jinlin.events.SupervisionEvent.Channel;
import cn.jinlin.events.SupervisionEvent.ExemplarPublished;
import cn.jinlin.events.SupervisionEvent.ExemplarWithdrawn;

/**
 * What of the suite's events goes out, and in which form: communities, orders and their acceptance, without members, units
 * and offers; and which exemplars can be read. Everything else stays inside, and so does an event that is added later until it is named here.
 */
final class Publication {
    /** How an order's source names the client that posted it. */
    static final String BY_CLIENT = "PLATFORM:";

    private Publication() {}

    /** The public form of an event; empty for what is nobody's business outside. */
    static Optional<PlatformEvent> of(Event event) {
        return switch (event) {
            case CommunityChanged community -> Optional.of(of(community));
            case OrderChanged order when order.status() != OrderStatus.DRAFT || order.source().startsWith(BY_CLIENT) ->
                Optional.of(of(order));
            case OrderAccepted accepted -> Optional.of(of(accepted));
            case ExemplarPublished out when out.channel() == Channel.FEED ->
                Optional.of(new PublicExemplarPublished(out.exemplarId(), out.at()));
            case ExemplarWithdrawn back when back.channel() == Channel.FEED ->
                Optional.of(new PublicExemplarWithdrawn(back.exemplarId(), back.at()));
            default -> Optional.empty();
        };
    }

    private static PlatformEvent of(CommunityChanged community) {
        return new PublicCommunityChanged(community.communityId(), community.name(), community.subdistrictCode(),
                community.subdistrictName(), community.location(), community.compounds());
    }

    private static PlatformEvent of(OrderChanged order) {
        return new PublicOrderChanged(order.orderId(), order.number(), order.communityId(), order.compoundId(), order.title(),
                order.category(), order.startsAt(), order.endsAt(), order.capacity(), order.audience(), order.stage(),
                order.status(), order.source(), order.claimed(), order.waitlisted(), order.outcomes());
    }

    private static PlatformEvent of(OrderAccepted accepted) {
        return new PublicOrderAccepted(accepted.orderId(), accepted.communityId(),
                (int) accepted.participants().stream().filter(result -> result.verdict() == ServiceVerdict.SERVED).count(),
                accepted.participants().stream().mapToInt(ServiceResult::minutes).sum(), accepted.outcomes(), accepted.at());
    }
}
