/**
 * The working days of the district: weekends, the holidays that the State Council announces each year, and the weekend days
 * that are worked to make up for them. All of it is configuration, because next year's days are announced late.
 */
@NullMarked
package cn.jinlin.supervision.workday;

import org.jspecify.annotations.NullMarked;
