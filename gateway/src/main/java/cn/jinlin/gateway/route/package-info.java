/**
 * The way to the services: which path belongs to which, how many requests one may hold, and how long it is waited for.
 * It promises that a service that is down or slow costs its own callers a quick refusal and nobody else anything.
 */
@NullMarked
package cn.jinlin.gateway.route;

import org.jspecify.annotations.NullMarked;
