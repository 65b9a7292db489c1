/**
 * What this service itself told of inspections and findings, taken back from its own topic as views, so that whoever counts
 * rests on events alone and a rebuild can go through them day by day. The views come first, then the watch is told, and only
 * then does Kafka forget the batch.
 */
@NullMarked
package cn.jinlin.supervision.oversight;

import org.jspecify.annotations.NullMarked;
