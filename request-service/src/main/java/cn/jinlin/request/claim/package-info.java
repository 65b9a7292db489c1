/**
 * Claims: a member's hour is held first, then the order gives the place. What breaks off in between is settled, and the
 * schedule follows the order's own events, so both always come to agree.
 */
@NullMarked
package cn.jinlin.request.claim;

import org.jspecify.annotations.NullMarked;
