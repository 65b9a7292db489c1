/**
 * Tokens for development, only in the profile {@code dev-tokens}: anybody who reaches the gateway can have any role. It
 * promises the claims that the services read, signed with the key whose public half they know.
 */
@NullMarked
package cn.jinlin.gateway.devtoken;

import org.jspecify.annotations.NullMarked;
