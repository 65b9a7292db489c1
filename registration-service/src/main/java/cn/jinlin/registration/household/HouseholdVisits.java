package cn.jinlin.registration.household;

import java.util.Collection;
import java.util.Map;

/** Who visits which household now; whoever keeps the pairings answers. */
public interface HouseholdVisits {
    /** The visiting member of each of these households that has one. */
    Map<String, String> visitors(Collection<String> householdIds);

    /** The household is being removed: nobody visits it any more, and what was noted about it goes. May be said again. */
    void removed(String householdId);
}
