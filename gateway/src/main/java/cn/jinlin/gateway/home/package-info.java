/**
 * The first screen of a member's phone in one call: what the three services know of the member, asked at the same time. It
 * promises an answer within one deadline; a part that no service gave in time is named and the rest is served.
 */
@NullMarked
package cn.jinlin.gateway.home;

import org.jspecify.annotations.NullMarked;
