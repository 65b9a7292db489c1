/**
 * Standing posts in a community (认岗), such as a stairwell lead: claimed by members that serve there, confirmed by the
 * officer, given up or ended. There are never more confirmed holders than places, and a post ends by itself with its term.
 */
@NullMarked
package cn.jinlin.registration.post;

import org.jspecify.annotations.NullMarked;
