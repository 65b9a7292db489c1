/**
 * What time brings to members: orders that soon start, visits that are due, confirmations that soon run out. Each is told
 * once, into the inbox of whom it concerns, also when instances start and stop in between.
 */
@NullMarked
package cn.jinlin.registration.reminder;

import org.jspecify.annotations.NullMarked;
