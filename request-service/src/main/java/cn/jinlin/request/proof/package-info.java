/**
 * What shows that somebody served: where it was seen, what was completed and accepted, and how the credit came about.
 */
@NullMarked
package cn.jinlin.request.proof;

import org.jspecify.annotations.NullMarked;
