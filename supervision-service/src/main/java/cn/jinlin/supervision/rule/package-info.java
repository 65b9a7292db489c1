/**
 * The rules by which something looks like reporting without working, or like work that is badly spread. Each is a pure function
 * of what happened, whatever it was told in: it names what it rests on, and leaves out what a supervisor has settled before.
 */
@NullMarked
package cn.jinlin.supervision.rule;

import org.jspecify.annotations.NullMarked;
