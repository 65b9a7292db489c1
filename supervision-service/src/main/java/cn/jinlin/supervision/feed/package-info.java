/**
 * The platform feed: what clients outside the suite may know, copied to a topic of one partition whose offset is their
 * cursor. Whatever is delivered again on the way there or back, the feed shows each event once, and those of one aggregate in order.
 */
@NullMarked
package cn.jinlin.supervision.feed;

import org.jspecify.annotations.NullMarked;
