/** Placeholder. */
@NullMarked
package cn.jinlin.kit;

import org.jspecify.annotations.NullMarked;
