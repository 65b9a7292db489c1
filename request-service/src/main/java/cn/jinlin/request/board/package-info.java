/**
 * A community's day at a glance: who is on now, leaving, coming or missing, and which orders are at risk. Read from the orders
 * of that day alone.
 */
@NullMarked
package cn.jinlin.request.board;

import org.jspecify.annotations.NullMarked;
