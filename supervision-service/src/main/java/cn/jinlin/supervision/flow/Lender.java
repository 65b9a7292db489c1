package cn.jinlin.supervision.flow;

import cn.jinlin.events.Location;

/**
 * Who can lend people.
 *
 * @param people how many at most; each of them fills one place
 */
public record Lender(String id, Location at, int people) {}
