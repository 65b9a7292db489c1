package cn.jinlin.supervision.draw;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many points each fact is worth; the defaults sum up to 100 at most.
 *
 * @param overdueEach for each finding past its due time, up to {@code overdueMost}
 * @param openEach for each other finding that is not resolved, up to {@code openMost}
 * @param scoreMost for a last score of 0; none for 100; half of it where there was no inspection yet
 * @param unseenMost for no inspection within {@code unseenDays} days, in proportion for fewer days
 * @param shortOfPeople for a community that the coverage board calls SHORT
 */
@ConfigurationProperties("jinlin.campaigns.risk")
public record RiskWeights(@DefaultValue("10") int overdueEach, @DefaultValue("30") int overdueMost,
        @DefaultValue("4") int openEach, @DefaultValue("16") int openMost, @DefaultValue("24") int scoreMost,
        @DefaultValue("20") int unseenMost, @DefaultValue("180") int unseenDays, @DefaultValue("10") int shortOfPeople) {
    private static final int MOST = 1_000;

    public RiskWeights {
        if (unseenDays < 1) {
            throw new IllegalArgumentException("jinlin.campaigns.risk.unseen-days has to be at least 1");
        }
        for (int points : new int[]{overdueEach, overdueMost, openEach, openMost, scoreMost, unseenMost, shortOfPeople}) {
            if (points < 0 || points > MOST) {
                throw new IllegalArgumentException("jinlin.campaigns.risk: points are 0 to " + MOST);
            }
        }
    }
}
