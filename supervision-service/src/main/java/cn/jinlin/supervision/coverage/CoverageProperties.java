package cn.jinlin.supervision.coverage;

import java.time.Duration;
import java.time.ZoneId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The district's own idea of who counts as active and what is short.
 *
 * @param activeWithin how long a verified service keeps a member active
 * @param shortAbove a load above this many times the district's median is SHORT
 * @param surplusBelow a load below this many times the district's median is SURPLUS
 * @param leastLoad open places per active member below which a community is never SHORT: it can help itself
 * @param recountEvery how often a community is counted at most
 * @param recountAtLeast how old a count may grow when nothing seems to have changed
 * @param zone decides where a day ends
 */
@ConfigurationProperties("jinlin.coverage")
public record CoverageProperties(@DefaultValue("90d") Duration activeWithin, @DefaultValue("1.5") double shortAbove,
        @DefaultValue("0.5") double surplusBelow, @DefaultValue("0.1") double leastLoad,
        @DefaultValue("100ms") Duration recountEvery, @DefaultValue("1h") Duration recountAtLeast,
        @DefaultValue("Asia/Shanghai") ZoneId zone) {
    public CoverageProperties {
        if (!activeWithin.isPositive() || !recountEvery.isPositive() || !recountAtLeast.isPositive()) {
            throw new IllegalArgumentException("jinlin.coverage: a duration must be longer than nothing");
        }
        if (!(surplusBelow >= 0 && surplusBelow <= shortAbove && leastLoad >= 0)) {
            throw new IllegalArgumentException("jinlin.coverage: 0 <= surplus-below <= short-above and 0 <= least-load");
        }
    }
}
