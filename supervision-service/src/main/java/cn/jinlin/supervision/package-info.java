/**
 * How well the district serves: the coverage board, counted from events alone, support plans that move help to where it is
 * short, and what the supervision offices found.
 * Each sub-package is one feature; what other services own is known here only through their events.
 */
@NullMarked
package cn.jinlin.supervision;

import org.jspecify.annotations.NullMarked;
