/**
 * Who calls and what that role may do. Tokens are verified here in every service again; a handler without a declared
 * role is closed.
 */
@NullMarked
package cn.jinlin.kit.security;

import org.jspecify.annotations.NullMarked;
