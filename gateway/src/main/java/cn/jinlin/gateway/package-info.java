/**
 * The one door of the suite: it finds the service behind a path, checks the caller's token and keeps both sides from
 * harm. It promises that every refusal of its own is a problem in the caller's language, and that nothing of a
 * service's answer is changed but what belongs to the hop.
 */
@NullMarked
package cn.jinlin.gateway;

import org.jspecify.annotations.NullMarked;
