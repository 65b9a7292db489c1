/**
 * Flags: what a rule found about a member, an order, a community or a device, with its evidence, until a supervisor has said what
 * it was. There is one flag of a rule and a subject; what was settled does not raise it again, only what came after.
 */
@NullMarked
package cn.jinlin.supervision.flag;

import org.jspecify.annotations.NullMarked;
