/**
 * The member's own time: which hours are held for which orders. Never two that overlap, and never more open claims than
 * allowed; a hold that nobody confirmed is settled against its order.
 */
@NullMarked
package cn.jinlin.request.schedule;

import org.jspecify.annotations.NullMarked;
