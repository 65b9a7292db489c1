package cn.jinlin.supervision.support;

import java.util.Optional;

import cn.jinlin.events.Location;
import cn.jinlin.events.RegistrationEvent.SupportObstacle;
import cn.jinlin.supervision.demand.Outlook.Shortage;
import cn.jinlin.supervision.demand.Outlook.Supply;

/**
 * So many people of a unit for a community, and what the unit said to it.
 *
 * @param places each filled by one person
 * @param metres as the crow flies
 * @param lacks what the community lacked when this was computed
 * @param free whom the unit could spare then
 * @param obstacle why a consent made no tie
 */
record Assignment(String unitId, String unitName, Location unitAt, String communityId, String communityName,
        Location communityAt, int places, int metres, int lacks, int free, Answer answer, Optional<SupportObstacle> obstacle) {
    /** What became of the request. */
    enum Answer {
        /** The unit is asked, or will be once the plan is approved. */
        ASKED,
        /** The unit agreed; registration-service has not said yet what came of it. */
        CONSENTED,
        /** The unit's people may claim there. */
        TIED,
        /** The unit agreed, but no tie came of it. */
        NOT_TIED, DECLINED,
        /** The unit said nothing in time. */
        LAPSED;

        /** Whether people are or may still be lent. */
        boolean stands() {
            return this == ASKED || this == CONSENTED || this == TIED;
        }

        boolean agreed() {
            return this == CONSENTED || this == TIED;
        }
    }

    static Assignment of(Supply supply, Shortage shortage, Location communityAt, int places, int metres) {
        return new Assignment(supply.unitId(), supply.name(), supply.at(), shortage.communityId(), shortage.name(), communityAt,
                places, metres, shortage.lacks(), supply.free(), Answer.ASKED, Optional.empty());
    }

    boolean isOf(String unit) {
        return unitId.equals(unit);
    }

    Assignment answered(Answer now) {
        return new Assignment(unitId, unitName, unitAt, communityId, communityName, communityAt, places, metres, lacks, free, now,
                obstacle);
    }

    Assignment blocked(SupportObstacle by) {
        return new Assignment(unitId, unitName, unitAt, communityId, communityName, communityAt, places, metres, lacks, free,
                Answer.NOT_TIED, Optional.of(by));
    }
}
