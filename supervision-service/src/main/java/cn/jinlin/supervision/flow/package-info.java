/**
 * Who lends how many people to whom: the exact optimum of a minimum-cost flow, found by OR-Tools. First as few places as
 * possible stay unmet, then the ways are as short as possible in all, then lenders are drawn on evenly. The same input gives
 * the same answer.
 */
@NullMarked
package cn.jinlin.supervision.flow;

import org.jspecify.annotations.NullMarked;
