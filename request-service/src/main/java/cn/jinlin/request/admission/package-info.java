/**
 * Who a member is to the claiming rules, and whether it may claim an order now: the same answer for a claim, for what is
 * recommended, and for what is named instead.
 */
@NullMarked
package cn.jinlin.request.admission;

import org.jspecify.annotations.NullMarked;
