/**
 * What a member is told: short messages by code and details, worded in the reader's language, the newest hundred of them.
 * Each thing is told once, however often it is heard of; sending on to WeChat or SMS is tried again until it works and
 * never holds up the inbox.
 */
@NullMarked
package cn.jinlin.registration.inbox;

import org.jspecify.annotations.NullMarked;
