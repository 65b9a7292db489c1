/**
 * Webhooks: the feed brought to subscribers, signed, each event at least once and in the order of the feed, however long a receiver is away.
 * One that hangs or fails delays nobody else; what cannot be brought within days goes to its dead letters, and can be asked for again.
 */
@NullMarked
package cn.jinlin.supervision.webhook;

import org.jspecify.annotations.NullMarked;
