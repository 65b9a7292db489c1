/**
 * Events on the wire: CloudEvents 1.0 in Kafka binary mode, written by the relay and read by listeners.
 * What cannot be read goes to the dead letters with its cause; everything else is retried until it is applied.
 */
@NullMarked
package cn.jinlin.kit.events;

import org.jspecify.annotations.NullMarked;
