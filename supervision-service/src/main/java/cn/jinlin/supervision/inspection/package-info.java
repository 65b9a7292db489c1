/**
 * What the supervision offices saw: inspections with their score, the findings they raised, and how far each finding was
 * put right. A finding ends only when a supervisor who did not rectify it has looked again.
 */
@NullMarked
package cn.jinlin.supervision.inspection;

import org.jspecify.annotations.NullMarked;
