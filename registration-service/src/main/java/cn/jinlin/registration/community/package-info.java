/**
 * The communities of the district and their compounds, by division code: reference data that every other feature rests on.
 * A PUT makes or replaces one; putting the same again changes nothing and tells nobody.
 */
@NullMarked
package cn.jinlin.registration.community;

import org.jspecify.annotations.NullMarked;
