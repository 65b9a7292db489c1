package cn.jinlin.supervision.district;

import java.util.Set;

/** Whoever wants to know which communities a change touched. */
@FunctionalInterface
public interface Watch {
    /**
     * Something that belongs to these communities has changed; the views hold it already. May come twice for one change;
     * a failure brings the same change again.
     */
    void touched(Set<String> communityIds);
}
