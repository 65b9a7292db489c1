package cn.jinlin.supervision.demand;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import cn.jinlin.events.Event;
import cn.jinlin.events.Location;
import cn.jinlin.events.RegistrationEvent.CommunityChanged;
import cn.jinlin.events.RegistrationEvent.MemberChanged;
import cn.jinlin.events.RegistrationEvent.MemberKind;
import cn.jinlin.events.RegistrationEvent.MemberStatus;
import cn.jinlin.events.RegistrationEvent.PartnerTie;
import cn.jinlin.events.RegistrationEvent.Registered;
import cn.jinlin.events.RegistrationEvent.RegistrationStatus;
import cn.jinlin.events.RegistrationEvent.TieKind;
import cn.jinlin.events.RegistrationEvent.TieStatus;
import cn.jinlin.events.RegistrationEvent.UnitChanged;
import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.events.RequestEvent.Audience;
import cn.jinlin.events.RequestEvent.Capacity;
import cn.jinlin.events.RequestEvent.Category;
import cn.jinlin.events.RequestEvent.OrderChanged;
import cn.jinlin.events.RequestEvent.OrderStatus;
import cn.jinlin.supervision.district.RandomDistrict.Told;

/** What other services tell of communities along a meridian, their units, their people and their orders. */
public final class Neighbourhoods {
    private static final double DEGREES_A_KILOMETRE = 1 / 111.195;

    private final double longitude;
    private final double latitude;
    private final Instant since;
    private final List<Told> told = new ArrayList<>();

    /** All lie north or south of this point, so many kilometres away. */
    public Neighbourhoods(double longitude, double latitude, Instant since) {
        this.longitude = longitude;
        this.latitude = latitude;
        this.since = since;
    }

    public List<Told> told() {
        return List.copyOf(told);
    }

    public Neighbourhoods community(String id, String name, double kilometres) {
        return tell(1, new CommunityChanged(id, name, id.substring(0, 9), "town", Optional.of(at(kilometres)), List.of()));
    }

    public Neighbourhoods communityNobodyKnowsWhere(String id, String name) {
        return tell(1, new CommunityChanged(id, name, id.substring(0, 9), "town", Optional.empty(), List.of()));
    }

    public Neighbourhoods unit(String id, UnitKind kind, double kilometres) {
        return tell(1, new UnitChanged(id, "unit " + id, kind, Optional.of(at(kilometres)), List.of()));
    }

    public Neighbourhoods unitAtPartner(String id, UnitKind kind, String partner) {
        return tell(1, new UnitChanged(id, "unit " + id, kind, Optional.empty(), List.of(new PartnerTie(partner, TieKind.PARTNER,
                TieStatus.CONFIRMED, since, Optional.empty(), Optional.empty()))));
    }

    /** So many members of a unit, {@code unitId-1} and so on, all registered in one community. */
    public Neighbourhoods members(String unitId, int number, String communityId) {
        for (int i = 1; i <= number; i++) {
            tell(1, new MemberChanged(unitId + "-" + i, MemberKind.PARTY_MEMBER, Optional.of(unitId), List.of(),
                    MemberStatus.ACTIVE,
                    Optional.of(new Registered(communityId, Optional.empty(), RegistrationStatus.CONFIRMED, since)),
                    Optional.empty()));
        }
        return this;
    }

    public Neighbourhoods resident(String id, String communityId) {
        return tell(1, new MemberChanged(id, MemberKind.RESIDENT, Optional.empty(), List.of(), MemberStatus.ACTIVE,
                Optional.empty(),
                Optional.of(new Registered(communityId, Optional.empty(), RegistrationStatus.CONFIRMED, since))));
    }

    public Neighbourhoods order(String id, String communityId, Instant startsAt, int capacity, int claimed) {
        return order(id, 1, communityId, startsAt, capacity, claimed, OrderStatus.OPEN);
    }

    public Neighbourhoods order(String id, long version, String communityId, Instant startsAt, int capacity, int claimed,
            OrderStatus status) {
        return tell(version, new OrderChanged(id, "JL-1", communityId, Optional.empty(), "清理楼道", Category.CLEAN_HOME, startsAt,
                startsAt.plus(Duration.ofHours(2)), new Capacity(1, capacity), Audience.DISTRICT, Audience.DISTRICT, status,
                "COMMUNITY", claimed, 0, List.of(), List.of()));
    }

    private Location at(double kilometres) {
        return new Location(longitude, latitude + kilometres * DEGREES_A_KILOMETRE);
    }

    private Neighbourhoods tell(long version, Event event) {
        told.add(new Told(UUID.randomUUID().toString(), version, event));
        return this;
    }
}
