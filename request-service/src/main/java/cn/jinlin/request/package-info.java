/** Placeholder. */
@NullMarked
package cn.jinlin.request;

import org.jspecify.annotations.NullMarked;
