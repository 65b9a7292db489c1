/**
 * Whether the suite can be used: the gateway's health is UP once every service was ready at least once. After that it
 * stays UP while it runs, since a gateway that answers 503 for one service still serves the two others.
 */
@NullMarked
package cn.jinlin.gateway.health;

import org.jspecify.annotations.NullMarked;
