package cn.jinlin.registration.unit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import cn.jinlin.events.Location;
import cn.jinlin.events.RegistrationEvent.PartnerTie;
import cn.jinlin.events.RegistrationEvent.TieKind;
import cn.jinlin.events.RegistrationEvent.TieStatus;
import cn.jinlin.events.RegistrationEvent.UnitChanged;
import cn.jinlin.events.RegistrationEvent.UnitKind;

/**
 * A unit with its ties, at most one to each community.
 *
 * @param creditCode not unique, because sub-units share one
 * @param creditCodeVerified whether its check character holds
 */
public record Unit(String unitId, String name, UnitKind kind, Optional<String> creditCode, boolean creditCodeVerified,
        Optional<Location> location, List<PartnerTie> partnerCommunities) {
    public Unit {
        partnerCommunities = List.copyOf(partnerCommunities);
    }

    /** A tie as somebody asks for it. */
    record Wish(String communityId, TieKind kind, Optional<Instant> until) {
        private PartnerTie tie(TieStatus status, Instant from) {
            return new PartnerTie(communityId, kind, status, from, until, Optional.empty());
        }

        private boolean met(PartnerTie tie) {
            return tie.kind() == kind && tie.until().equals(until);
        }
    }

    /** What of a unit is set right; what is absent stays as it is. */
    record Correction(Optional<String> name, Optional<UnitKind> kind, Optional<String> creditCode,
            Optional<Location> location) {}

    /** Whether members of this unit may report to the community: a confirmed PARTNER tie that holds now. */
    public boolean partnerOf(String communityId, Instant now) {
        return tie(communityId, now)
                .filter(tie -> tie.kind() == TieKind.PARTNER && tie.status() == TieStatus.CONFIRMED).isPresent();
    }

    /** The tie to this community that has not ended. */
    Optional<PartnerTie> tie(String communityId, Instant now) {
        return partnerCommunities.stream()
                .filter(tie -> tie.communityId().equals(communityId) && tie.until().filter(end -> !end.isAfter(now)).isEmpty())
                .findFirst();
    }

    /** The unit itself asks for the tie; the same wish again changes nothing. */
    Unit propose(Wish wish, Instant now) {
        Optional<PartnerTie> tie = tie(wish.communityId(), now);
        if (tie.filter(wish::met).isPresent()) {
            return this;
        }
        if (tie.isPresent()) {
            throw UnitRefusal.TIE_ALREADY_THERE.because(wish.communityId());
        }
        return with(wish.tie(TieStatus.PROPOSED, now));
    }

    /** The community's officer agrees to the tie that the unit proposed; agreeing twice changes nothing. */
    Unit confirm(Wish wish, Instant now) {
        PartnerTie tie = tie(wish.communityId(), now).filter(proposed -> proposed.kind() == wish.kind())
                .orElseThrow(() -> UnitRefusal.TIE_NOT_PROPOSED.because(wish.communityId()));
        if (tie.status() == TieStatus.CONFIRMED) {
            return this;
        }
        return with(new PartnerTie(tie.communityId(), tie.kind(), TieStatus.CONFIRMED, now, tie.until(), tie.supportPlanId()));
    }

    /** The district sets the tie, whatever was there; the same again changes nothing. */
    Unit set(Wish wish, Instant now) {
        return tie(wish.communityId(), now).filter(wish::met).filter(tie -> tie.status() == TieStatus.CONFIRMED).isPresent()
                ? this
                : with(wish.tie(TieStatus.CONFIRMED, now));
    }

    /**
     * The tie to this community ends at once; without one nothing changes. One that a support plan made stays with its end,
     * so that the plan's consent is not taken for a new one when it is delivered again.
     */
    Unit end(String communityId, Instant now) {
        return tie(communityId, now).map(tie -> ties(Stream.concat(others(communityId), ended(tie, now)).toList())).orElse(this);
    }

    private static Stream<PartnerTie> ended(PartnerTie tie, Instant now) {
        return tie.supportPlanId().map(_ -> new PartnerTie(tie.communityId(), tie.kind(), tie.status(), tie.from(),
                Optional.of(now), tie.supportPlanId())).stream();
    }

    /** Whether a support plan made a tie to this community, however long ago. */
    boolean settled(String planId, String communityId) {
        return partnerCommunities.stream().anyMatch(
                tie -> tie.communityId().equals(communityId) && tie.supportPlanId().filter(planId::equals).isPresent());
    }

    /** The tie holds, whatever was there. */
    Unit support(PartnerTie tie) {
        return with(tie);
    }

    Unit corrected(Correction to) {
        return new Unit(unitId, to.name().orElse(name), to.kind().orElse(kind), to.creditCode().or(() -> creditCode),
                to.creditCode().map(CreditCode::verified).orElse(creditCodeVerified), to.location().or(() -> location),
                partnerCommunities);
    }

    UnitChanged changed() {
        return new UnitChanged(unitId, name, kind, location, partnerCommunities);
    }

    private Unit with(PartnerTie tie) {
        return ties(Stream.concat(others(tie.communityId()), Stream.of(tie)).toList());
    }

    private Stream<PartnerTie> others(String communityId) {
        return partnerCommunities.stream().filter(tie -> !tie.communityId().equals(communityId));
    }

    private Unit ties(List<PartnerTie> ties) {
        return new Unit(unitId, name, kind, creditCode, creditCodeVerified, location, ties);
    }
}
