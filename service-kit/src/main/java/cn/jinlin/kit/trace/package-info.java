/**
 * The id that ties an answer to the log; no answer leaves without one.
 */
@NullMarked
package cn.jinlin.kit.trace;

import org.jspecify.annotations.NullMarked;
