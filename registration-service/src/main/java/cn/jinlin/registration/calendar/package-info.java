/**
 * The district's calendar: where its years and months begin, and the periods that records are read by. Every feature that
 * tells a year from another asks here, so that an evening of New Year belongs to the same year everywhere.
 */
@NullMarked
package cn.jinlin.registration.calendar;

import org.jspecify.annotations.NullMarked;
