/**
 * How the figures of each community, sub-district and district stood at the end of each day. Whoever counts writes the day's
 * row over and over; what stands there when the day is over is its end.
 */
@NullMarked
package cn.jinlin.supervision.trend;

import org.jspecify.annotations.NullMarked;
