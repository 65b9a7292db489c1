/**
 * What this service knows of communities, units, members, orders and service records: views fed by events, the newest
 * version of each. Whatever touches a community is told to {@link cn.jinlin.supervision.district.Watch} after the views hold
 * it and before Kafka forgets it, so nobody who watches misses a change.
 */
@NullMarked
package cn.jinlin.supervision.district;

import org.jspecify.annotations.NullMarked;
