package cn.jinlin.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One full example of every event. */
final class EventSamples {
    private static final Instant AT = Instant.parse("2026-05-16T08:30:00Z");
    private static final String COMMUNITY = "350211102006";
    private static final String ORDER = "0197a001-0000-7000-8000-000000000001";
    private static final String MEMBER = "0197a002-0000-7000-8000-000000000002";
    private static final String UNIT = "0197a003-0000-7000-8000-000000000003";

    private EventSamples() {}

    static List<Event> all() {
        Location location = new Location(117.9973, 24.6078);
        List<RequestEvent.Outcome> outcomes = List.of(new RequestEvent.Outcome("debris", new BigDecimal("28"), "truckload"));
        SupervisionEvent.Target target = new SupervisionEvent.Target(SupervisionEvent.TargetKind.COMMUNITY, COMMUNITY,
                Optional.of(COMMUNITY));
        return List.of(
                new RegistrationEvent.CommunityChanged(COMMUNITY, "双乐社区居委会", "350211102", "灌口镇", Optional.of(location),
                        List.of(new RegistrationEvent.Compound("shuangle-1", "一号小区"))),
                new RegistrationEvent.UnitChanged(UNIT, "区建设局", RegistrationEvent.UnitKind.GOVERNMENT, Optional.of(location),
                        List.of(new RegistrationEvent.PartnerTie(COMMUNITY, RegistrationEvent.TieKind.SUPPORT,
                                RegistrationEvent.TieStatus.CONFIRMED, AT, Optional.of(AT.plusSeconds(60)),
                                Optional.of("plan-1")))),
                new RegistrationEvent.MemberChanged(MEMBER, RegistrationEvent.MemberKind.PARTY_MEMBER, Optional.of(UNIT),
                        List.of("first-aid"),
                        RegistrationEvent.MemberStatus.ACTIVE,
                        Optional.of(new RegistrationEvent.Registered(COMMUNITY, Optional.empty(),
                                RegistrationEvent.RegistrationStatus.CONFIRMED, AT)),
                        Optional.of(new RegistrationEvent.Registered(COMMUNITY, Optional.of("shuangle-1"),
                                RegistrationEvent.RegistrationStatus.PENDING, AT))),
                new RegistrationEvent.TeamChanged("0197a005-0000-7000-8000-000000000005", RegistrationEvent.TeamKind.VANGUARD,
                        "亲邻先锋队", COMMUNITY, Optional.of("shuangle-1"), Optional.of(MEMBER), List.of(MEMBER),
                        RegistrationEvent.TeamStatus.ACTIVE),
                new RegistrationEvent.ServiceRecordAppended(MEMBER + ":2026", "entry-1", MEMBER, Optional.of(UNIT), COMMUNITY,
                        Optional.of(ORDER), RegistrationEvent.EntryKind.VOID, -60, AT, 2, "00ff",
                        Optional.of("entry-0")),
                new RequestEvent.OrderChanged(ORDER, "JL-20260516-0001", COMMUNITY, Optional.of("shuangle-1"), "清理小区杂物",
                        RequestEvent.Category.CLEAN_HOME, AT, AT.plusSeconds(3600), new RequestEvent.Capacity(1, 2),
                        RequestEvent.Audience.COMMUNITY, RequestEvent.Audience.PARTNER_UNITS, RequestEvent.OrderStatus.OPEN,
                        "COMMUNITY", 1, 0,
                        List.of(new RequestEvent.Offer(Optional.of(UNIT), Optional.empty(), 2, RequestEvent.OfferStatus.ACCEPTED,
                                2, AT)),
                        outcomes),
                new RequestEvent.OrderClaimed(ORDER, COMMUNITY, MEMBER, Optional.of(UNIT), RequestEvent.ClaimStatus.CLAIMED, 1,
                        AT),
                new RequestEvent.ClaimConfirmed(ORDER, COMMUNITY, MEMBER, RequestEvent.ClaimStatus.WAITLISTED, AT),
                new RequestEvent.ClaimPromoted(ORDER, COMMUNITY, MEMBER, AT),
                new RequestEvent.OrderRescheduled(ORDER, COMMUNITY, AT, AT.plusSeconds(7200), AT),
                new RequestEvent.OrderRelocated(ORDER, COMMUNITY, AT),
                new RequestEvent.OrderReopened(ORDER, COMMUNITY, List.of(MEMBER), "垃圾没有清运完", AT),
                new RequestEvent.ClaimReleased(ORDER, COMMUNITY, MEMBER, "RELEASED", AT),
                new RequestEvent.CheckedIn(ORDER, COMMUNITY, MEMBER, AT, false, true),
                new RequestEvent.CheckedOut(ORDER, COMMUNITY, MEMBER, AT),
                new RequestEvent.OrderAccepted(ORDER, COMMUNITY,
                        List.of(new RequestEvent.ServiceResult(MEMBER, RequestEvent.ServiceVerdict.SERVED, 60)), outcomes, AT),
                new RequestEvent.MemberCredited(ORDER, "credit-1", COMMUNITY, MEMBER, Optional.of(UNIT), 60, AT,
                        AT.plusSeconds(7200), false, Optional.of("q83vEjRWeJCrze8SNFZ4kA"), Optional.of(35)),
                new SupervisionEvent.CampaignChanged("campaign-1",
                        List.of(SupervisionEvent.Office.EFFICIENCY, SupervisionEvent.Office.CIVILIZATION), AT,
                        AT.plusSeconds(172_800), SupervisionEvent.CampaignStatus.RUNNING, 12,
                        Optional.of("00ff")),
                new SupervisionEvent.InspectionChanged("inspection-1", SupervisionEvent.Office.EFFICIENCY, target, AT, 85,
                        Optional.of("campaign-1")),
                new SupervisionEvent.FindingChanged("finding-1", "inspection-1", target,
                        new SupervisionEvent.Party(SupervisionEvent.PartyKind.COMMUNITY, COMMUNITY),
                        SupervisionEvent.Severity.MAJOR, SupervisionEvent.FindingStatus.SUBMITTED, AT,
                        Optional.of("campaign-1"), Optional.of(1)),
                new SupervisionEvent.FindingEscalated("finding-1",
                        new SupervisionEvent.Party(SupervisionEvent.PartyKind.COMMUNITY, COMMUNITY),
                        SupervisionEvent.Office.EFFICIENCY, 2, SupervisionEvent.EscalatedTo.OFFICE, AT),
                new SupervisionEvent.ExemplarChanged("exemplar-1", SupervisionEvent.Office.ORGANIZATION, List.of(MEMBER),
                        Optional.of(UNIT), Optional.of(COMMUNITY), SupervisionEvent.ExemplarStatus.PUBLISHED,
                        List.of(SupervisionEvent.Channel.FEED)),
                new SupervisionEvent.ExemplarPublished("exemplar-1", SupervisionEvent.Channel.FEED, AT),
                new SupervisionEvent.ExemplarWithdrawn("exemplar-1", SupervisionEvent.Channel.WECHAT, AT),
                new PlatformEvent.PublicCommunityChanged(COMMUNITY, "双乐社区居委会", "350211102", "灌口镇", Optional.of(location),
                        List.of(new RegistrationEvent.Compound("shuangle-1", "一号小区"))),
                new PlatformEvent.PublicOrderChanged(ORDER, "JL-20260516-0001", COMMUNITY, Optional.of("shuangle-1"), "清理小区杂物",
                        RequestEvent.Category.CLEAN_HOME, AT, AT.plusSeconds(3600), new RequestEvent.Capacity(1, 2),
                        RequestEvent.Audience.COMMUNITY, RequestEvent.Audience.PARTNER_UNITS, RequestEvent.OrderStatus.OPEN,
                        "PLATFORM:city", 1, 0, outcomes),
                new PlatformEvent.PublicOrderAccepted(ORDER, COMMUNITY, 2, 120, outcomes, AT),
                new PlatformEvent.PublicExemplarPublished("exemplar-1", AT),
                new PlatformEvent.PublicExemplarWithdrawn("exemplar-1", AT),
                new RegistrationEvent.SupportTied(UNIT, "plan-1", COMMUNITY, AT.plusSeconds(60)),
                new RegistrationEvent.SupportRefused(UNIT, "plan-1", COMMUNITY, RegistrationEvent.SupportObstacle.OVER),
                new SupervisionEvent.SupportPlanChanged("plan-1", SupervisionEvent.PlanStatus.APPROVED, AT,
                        AT.plusSeconds(60), 40, 15, 3),
                new SupervisionEvent.SupportConsented("plan-1", UNIT,
                        List.of(new SupervisionEvent.SupportPlaces(COMMUNITY, 15)), AT.plusSeconds(60), AT));
    }
}
