/** Placeholder. */
@NullMarked
package cn.jinlin.registration;

import org.jspecify.annotations.NullMarked;
