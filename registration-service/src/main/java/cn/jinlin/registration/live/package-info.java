/**
 * A member's inbox as a live stream of server-sent events, which a reader that comes back goes on with where it stopped. A
 * message reaches every stream of its member within a second, through whichever process it was told; streams are bounded,
 * and each waits on a thread of its own that costs next to nothing.
 */
@NullMarked
package cn.jinlin.registration.live;

import org.jspecify.annotations.NullMarked;
