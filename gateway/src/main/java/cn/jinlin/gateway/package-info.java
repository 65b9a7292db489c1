/** Placeholder. */
@NullMarked
package cn.jinlin.gateway;

import org.jspecify.annotations.NullMarked;
