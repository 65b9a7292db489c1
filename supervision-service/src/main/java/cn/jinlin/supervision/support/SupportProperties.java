package cn.jinlin.supervision.support;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import cn.jinlin.events.RegistrationEvent.UnitKind;
import cn.jinlin.supervision.flow.Balance.Reach;

/**
 * How the district plans support.
 *
 * @param unitKinds whose people are lent unless a plan says otherwise
 * @param radiusMetres how far away a unit may be unless a plan says otherwise
 * @param nearest in a large district, how many of the nearest units each community is joined to at first
 * @param allBelow with at most so many pairs of unit and community within the radius, all of them are considered
 * @param mostAssignments the most requests of one plan, which is one document
 * @param approveWithin how long a proposal waits for the district
 * @param answerWithin how long units have to answer
 * @param lookEvery how often plans are looked at whose time has come
 * @param zone decides where a day ends
 */
@ConfigurationProperties("jinlin.support")
record SupportProperties(@DefaultValue({
    "GOVERNMENT", "INSTITUTION"}) Set<UnitKind> unitKinds,
        @DefaultValue("10000") int radiusMetres, @DefaultValue("20") int nearest, @DefaultValue("300000") int allBelow,
        @DefaultValue("10000") int mostAssignments, @DefaultValue("3d") Duration approveWithin,
        @DefaultValue("2d") Duration answerWithin, @DefaultValue("1s") Duration lookEvery,
        @DefaultValue("Asia/Shanghai") ZoneId zone) {
    SupportProperties {
        if (!approveWithin.isPositive() || !answerWithin.isPositive() || !lookEvery.isPositive() || mostAssignments < 1) {
            throw new IllegalArgumentException(
                    "jinlin.support: a duration must be longer than nothing, and a plan hold something");
        }
        new Reach(radiusMetres, nearest, allBelow);
    }

    Reach reach(int radius) {
        return new Reach(radius, nearest, allBelow);
    }
}
