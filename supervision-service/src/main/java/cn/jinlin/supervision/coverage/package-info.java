/**
 * The coverage board: per community how many people there are, how many places wait for them, and how it was inspected.
 * Figures are counted from the views, never added up from events, so duplicates, late events and a rebuild give the same
 * board; a reader gets kept counts and costs one indexed read.
 */
@NullMarked
package cn.jinlin.supervision.coverage;

import org.jspecify.annotations.NullMarked;
