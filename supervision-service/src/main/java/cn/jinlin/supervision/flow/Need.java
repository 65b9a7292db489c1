package cn.jinlin.supervision.flow;

import cn.jinlin.events.Location;

/**
 * Where people are missing.
 *
 * @param places how many
 */
public record Need(String id, Location at, int places) {}
