/**
 * From the first check-in to the community's yes: presence, completion with measured outcomes, and acceptance by an
 * officer who took no part.
 */
@NullMarked
package cn.jinlin.request.work;

import org.jspecify.annotations.NullMarked;
