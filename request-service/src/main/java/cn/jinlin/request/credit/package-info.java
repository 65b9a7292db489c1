/**
 * Accept first, then scan: a signed code of one accepted order, alive for two minutes, turns a participant's minutes into
 * a credit, once. Any instance verifies what any other signed.
 */
@NullMarked
package cn.jinlin.request.credit;

import org.jspecify.annotations.NullMarked;
