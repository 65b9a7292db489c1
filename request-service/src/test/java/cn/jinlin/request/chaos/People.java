package cn.jinlin.request.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import cn.jinlin.events.RegistrationEvent;
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

/** A small district: three communities, two units tied to each, and members enough for places to be scarce. */
record People(List<String> communities, List<String> units, Map<String, String> unitOf) {
    private static final int UNITS = 6;
    private static final int MEMBERS = 21;

    static People ofSeed(long seed) {
        String stem = "c" + Long.toHexString(seed);
        List<String> units = IntStream.range(0, UNITS).mapToObj(i -> stem + "-unit-" + i).toList();
        Map<String, String> unitOf = new java.util.TreeMap<>();
        IntStream.range(0, MEMBERS).forEach(i -> unitOf.put(stem + "-member-" + (100 + i), units.get(i % UNITS)));
        return new People(List.of("350211102006", "350211102007", "350211103001"), units, unitOf);
    }

    List<String> members() {
        return List.copyOf(unitOf.keySet());
    }

    List<String> unitsOf(String community) {
        int at = communities.indexOf(community);
        return List.of(units.get(at), units.get(at + communities.size()));
    }

    /** What registration-service tells of all of them. */
    List<RegistrationEvent> told() {
        List<RegistrationEvent> told = new ArrayList<>();
        communities.forEach(id -> told.add(community(id, "社区")));
        units.forEach(id -> told.add(unit(id, "单位")));
        members().forEach(id -> told.add(member(id, new Random(id.hashCode()))));
        return told;
    }

    /** Something that changed of one of them. */
    RegistrationEvent news(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> community(communities.get(random.nextInt(communities.size())), "社区" + random.nextInt(1_000));
            case 1 -> unit(units.get(random.nextInt(units.size())), "单位" + random.nextInt(1_000));
            default -> member(members().get(random.nextInt(unitOf.size())), random);
        };
    }

    private CommunityChanged community(String id, String name) {
        return new CommunityChanged(id, name, "350211102", "侨英街道", Optional.empty(), List.of());
    }

    private UnitChanged unit(String id, String name) {
        String community = communities.get(units.indexOf(id) % communities.size());
        return new UnitChanged(id, name, UnitKind.GOVERNMENT, Optional.empty(), List.of(new PartnerTie(community, TieKind.PARTNER,
                TieStatus.CONFIRMED, Instant.now().minus(Duration.ofDays(1)), Optional.empty(), Optional.empty())));
    }

    private MemberChanged member(String id, Random random) {
        String unit = unitOf.get(id);
        String partner = communities.get(units.indexOf(unit) % communities.size());
        return new MemberChanged(id, MemberKind.PARTY_MEMBER, Optional.of(unit), List.of(), MemberStatus.ACTIVE,
                Optional.of(confirmed(partner)), Optional.of(confirmed(communities.get(random.nextInt(communities.size())))));
    }

    private static Registered confirmed(String communityId) {
        return new Registered(communityId, Optional.empty(), RegistrationStatus.CONFIRMED, Instant.now());
    }
}
