package cn.jinlin.launcher.demo;

import java.util.List;

import cn.jinlin.launcher.district.Community;

/**
 * Who plays this time.
 *
 * @param community posts the order and is tied to the unit
 * @param reported three members of the unit, confirmed by the community
 * @param pending a fourth, whom nobody has confirmed
 */
record Crew(Community community, String unitId, List<String> reported, String pending) {
    List<String> workers() {
        return reported.subList(0, 2);
    }

    String late() {
        return reported.get(2);
    }
}
