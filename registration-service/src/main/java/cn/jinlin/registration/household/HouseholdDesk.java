package cn.jinlin.registration.household;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Service;

import cn.jinlin.kit.Ids;
import cn.jinlin.kit.domain.Change;
import cn.jinlin.kit.domain.KitRefusal;
import cn.jinlin.kit.security.Caller;
import cn.jinlin.kit.store.Outcome;
import cn.jinlin.kit.store.RequestKey;
import cn.jinlin.kit.store.Versioned;
import cn.jinlin.kit.web.IfMatch;
import cn.jinlin.registration.community.CommunityDesk;
import cn.jinlin.registration.person.Resealer;

/** Keeps the households, and who read them. */
@Service
public class HouseholdDesk implements Resealer {
    private static final int AT_ONCE = 200;
    private static final Contents.Correction NOTHING = new Contents.Correction(Optional.empty(), Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private final Households households;
    private final HouseholdSealing sealing;
    private final HouseholdLog log;
    private final CommunityDesk communities;
    private final Clock clock;

    HouseholdDesk(Households households, HouseholdSealing sealing, HouseholdLog log, CommunityDesk communities, Clock clock) {
        this.households = households;
        this.sealing = sealing;
        this.log = log;
        this.communities = communities;
        this.clock = clock;
    }

    /** The household, also a removed one, if there ever was one of this id. */
    public Optional<Household> find(String householdId) {
        return households.aggregates().find(householdId).map(Versioned::state);
    }

    /** Puts on record that somebody is about to read something of a household in the clear. */
    public void logAccess(String householdId, Caller caller, String what, String reason) {
        log.append(new HouseholdLog.Line(Ids.next(), householdId, caller.subject(), what, reason, clock.instant()));
    }

    Versioned<Household> get(String householdId) {
        return households.aggregates().get(householdId);
    }

    List<Versioned<Household>> page(Collection<String> communityIds, String after, int limit) {
        return households.page(communityIds, after, limit);
    }

    List<HouseholdLog.Line> accesses(String householdId, String after, int limit) {
        return log.of(householdId, after, limit);
    }

    Versioned<Household> enter(String communityId, Contents contents, RequestKey key) {
        communities.requirePlace(communityId, Optional.empty());
        Household household = new Household(key.firstId(), communityId, clock.instant(),
                Optional.of(sealing.seal(key.firstId(), contents)));
        return households.aggregates().create(household.householdId(), key, Change.of(household), KitRefusal.BUSY::because);
    }

    Versioned<Household> correct(String householdId, Contents.Correction correction, IfMatch ifMatch) {
        return households.aggregates().change(householdId, current -> {
            ifMatch.check(current.version());
            current.state().requireActive();
            return Change.of(corrected(current.state(), correction));
        });
    }

    @Override
    public long resealAll() {
        long written = 0;
        List<Versioned<Household>> page = households.everyOne("", AT_ONCE);
        while (!page.isEmpty()) {
            written += page.stream().filter(found -> reseal(found.state())).count();
            page = households.everyOne(page.getLast().state().householdId(), AT_ONCE);
        }
        return written;
    }

    private boolean reseal(Household seen) {
        if (seen.sealed().filter(sealed -> !sealing.isFresh(sealed)).isEmpty()) {
            return false;
        }
        households.aggregates().change(seen.householdId(), current -> Change
                .of(current.state().active() ? corrected(current.state(), NOTHING) : current.state()));
        return true;
    }

    private Household corrected(Household household, Contents.Correction correction) {
        Contents next = sealing.open(household.householdId(), household.sealed().orElseThrow()).corrected(correction);
        return household.corrected(sealing.seal(household.householdId(), next));
    }

    /** Erases who and where the household is; again changes nothing. */
    void remove(String householdId, IfMatch ifMatch) {
        households.aggregates().execute(householdId, Boolean.class, current -> {
            if (current == null) {
                throw KitRefusal.NOT_FOUND.because("household", householdId);
            }
            ifMatch.check(current.version());
            return current.state().active()
                    ? Outcome.changed(Change.of(current.state().removed()), true)
                    : Outcome.unchanged(false);
        });
    }
}
