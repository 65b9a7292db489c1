/** Placeholder. */
@NullMarked
package cn.jinlin.embedded;

import org.jspecify.annotations.NullMarked;
