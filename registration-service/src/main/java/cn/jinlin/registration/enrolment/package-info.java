/**
 * How somebody becomes a member: one at a time over HTTP, or many at once from a roll. Nobody is made twice, whatever is
 * sent again or meets on the way, and whoever is there already is changed only by those who may.
 */
@NullMarked
package cn.jinlin.registration.enrolment;

import org.jspecify.annotations.NullMarked;
