package cn.jinlin.registration.confirmation;

import java.util.Collection;

/** Whatever rests on members' confirmed registrations and ends when they end: teams, pairings, posts. */
public interface MemberFollower {
    /**
     * Ends what these members may no longer have. Called again and again, also when nothing changed; what it decides on has
     * to be read before the member is, so that whoever registers anew meanwhile loses nothing.
     */
    void follow(Collection<String> memberIds);
}
