/**
 * Where a member may help: orders it may claim now, the neediest first and then the nearest and best known, each with its
 * reasons. Full orders are never named, so that help spreads instead of swarming.
 */
@NullMarked
package cn.jinlin.request.recommendation;

import org.jspecify.annotations.NullMarked;
