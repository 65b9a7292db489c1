package cn.jinlin.request.open311;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import cn.jinlin.events.Location;
import cn.jinlin.events.RequestEvent.Outcome;
import cn.jinlin.request.demand.Demand;
import cn.jinlin.request.order.ServiceOrder;
import cn.jinlin.request.proof.Completion;

/** A request as GeoReport v2 shows it; what it has no field for stands among the extended attributes. */
final class RequestNodes {
    private RequestNodes() {}

    static Node of(Demand demand, ServiceOrder order, String agency, ZoneId zone) {
        List<Node.Field> fields = new ArrayList<>(List.of(Node.field("service_request_id", demand.orderId()),
                Node.field("status", Demand.ends(order.status()) ? "closed" : "open"), Node.field("status_notes", notes(order)),
                Node.field("service_name", ServiceList.name(order.terms().category())),
                Node.field("service_code", order.terms().category().name()),
                Node.field("description", order.terms().description()), Node.field("agency_responsible", agency),
                Node.field("service_notice", ""), Node.field("requested_datetime", at(demand.at(), zone)),
                Node.field("updated_datetime", at(demand.updatedAt(), zone)),
                Node.field("expected_datetime", at(order.terms().endsAt(), zone)),
                Node.field("address", demand.place().orElse("")), Node.field("address_id", order.sheet().communityId()),
                Node.field("zipcode", "")));
        order.terms().location().ifPresent(place -> fields.addAll(point(place)));
        fields.add(Node.field("media_url", demand.mediaUrl().orElse("")));
        fields.add(Node.field("extended_attributes", extended(order, zone)));
        return new Node.Group(fields);
    }

    private static List<Node.Field> point(Location place) {
        return List.of(Node.field("lat", place.latitude()), Node.field("long", place.longitude()));
    }

    private static Node extended(ServiceOrder order, ZoneId zone) {
        return Node.record(Node.field("number", order.sheet().number()), Node.field("order_status", order.status().name()),
                Node.field("title", order.terms().title()), Node.field("starts_at", at(order.terms().startsAt(), zone)),
                Node.field("ends_at", at(order.terms().endsAt(), zone)), Node.field("places", order.terms().capacity().max()),
                Node.field("claimed", order.sheet().roster().claimed()), Node.field("outcomes", outcomes(order)));
    }

    private static Node outcomes(ServiceOrder order) {
        List<Outcome> outcomes = done(order).map(Completion::outcomes).orElse(List.of());
        return Node.items("outcome", outcomes.stream().map(one -> Node.record(Node.field("metric", one.metric()),
                Node.field("quantity", one.quantity()), Node.field("unit", one.unit()))));
    }

    /** What those who did it said, once the community has accepted it. */
    private static Optional<Completion> done(ServiceOrder order) {
        return order instanceof ServiceOrder.Creditable ? order.completed() : Optional.empty();
    }

    private static String notes(ServiceOrder order) {
        return switch (order) {
            case ServiceOrder.Draft _ -> "社区正在核实";
            case ServiceOrder.Claimable _ -> "已发布，等待认领";
            case ServiceOrder.InProgress _ -> "服务进行中";
            case ServiceOrder.Completed _ -> "已完工，待社区验收";
            case ServiceOrder.Rework _ -> "社区要求返工";
            case ServiceOrder.Creditable _ -> done(order).map(Completion::summary).orElse("");
            case ServiceOrder.Cancelled cancelled -> cancelled.reason();
            case ServiceOrder.Expired _ -> "到期无人受理";
        };
    }

    /** ISO 8601 with the district's offset. */
    static String at(Instant moment, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
    }
}
