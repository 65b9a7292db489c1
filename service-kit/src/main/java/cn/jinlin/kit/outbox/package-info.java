/**
 * Sends what the documents' outboxes hold, oldest first for each aggregate, and pulls out what the broker has.
 * It never touches version or state; whatever happens, events come late or twice, never out of order and never not at all.
 */
@NullMarked
package cn.jinlin.kit.outbox;

import org.jspecify.annotations.NullMarked;
