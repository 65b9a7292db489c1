/**
 * How the gateway ends: it says so before it does, finishes what is under way, and takes nothing that it would not finish. It
 * promises that no request fails because a gateway is replaced, where who balances asks its readiness.
 */
@NullMarked
package cn.jinlin.gateway.drain;

import org.jspecify.annotations.NullMarked;
