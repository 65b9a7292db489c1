/** Placeholder. */
@NullMarked
package cn.jinlin.supervision;

import org.jspecify.annotations.NullMarked;
