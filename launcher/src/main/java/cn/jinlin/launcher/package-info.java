/** Placeholder. */
@NullMarked
package cn.jinlin.launcher;

import org.jspecify.annotations.NullMarked;
