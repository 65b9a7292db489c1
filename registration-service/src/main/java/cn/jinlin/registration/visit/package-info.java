/**
 * What a visit to a household is, when the next one is due, and who is told and reminded of it. A visit in time moves the
 * next one; a missed one becomes overdue at the district's midnight.
 */
@NullMarked
package cn.jinlin.registration.visit;

import org.jspecify.annotations.NullMarked;
