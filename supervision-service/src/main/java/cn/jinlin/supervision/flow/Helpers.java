package cn.jinlin.supervision.flow;

import java.util.Set;

/**
 * People who are at home in the same communities.
 *
 * @param homes where they can fill places without anybody's help
 * @param people how many; each fills one place
 * @param lendable whether those who are not needed at home can be lent
 */
public record Helpers(String id, Set<String> homes, int people, boolean lendable) {}
