/**
 * Who claimed a place in an order: claims and the waitlist, what is asked of somebody who claims, and what is kept of each.
 * A claim only goes the ways that its status allows.
 */
@NullMarked
package cn.jinlin.request.roster;

import org.jspecify.annotations.NullMarked;
