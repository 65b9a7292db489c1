/**
 * What the events tell of who did what, kept fact by fact: each once, by its natural key, in whatever order and however often
 * they arrive. Flags and ledgers are counted from here, so a rebuild from the topics gives the same ones.
 */
@NullMarked
package cn.jinlin.supervision.evidence;

import org.jspecify.annotations.NullMarked;
