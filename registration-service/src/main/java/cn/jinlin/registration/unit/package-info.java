/**
 * The units of the district and the communities they are tied to: proposed by the unit and confirmed by the community, or
 * set by the district at once, or made of the unit's consent to a support plan. A tie with an end holds until that instant and not longer, without anybody ending it.
 */
@NullMarked
package cn.jinlin.registration.unit;

import org.jspecify.annotations.NullMarked;
