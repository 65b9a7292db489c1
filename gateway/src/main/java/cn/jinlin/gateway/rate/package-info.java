/**
 * How often who may ask: a bucket for each member, client, subject or address, in this process or shared by all gateways.
 * It promises that every answer says what is left, and that nobody is refused because the shared store is away.
 */
@NullMarked
package cn.jinlin.gateway.rate;

import org.jspecify.annotations.NullMarked;
