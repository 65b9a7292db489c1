/** Placeholder. */
@NullMarked
package cn.jinlin.events;

import org.jspecify.annotations.NullMarked;
