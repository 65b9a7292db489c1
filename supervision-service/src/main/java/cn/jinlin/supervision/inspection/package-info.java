/**
 * Inspections: what a supervisor saw at a target, on a checklist of the office or freely, with its score. A sheet is sent
 * under an id that the phone made, as often as a bad connection wants, and is recorded once.
 */
@NullMarked
package cn.jinlin.supervision.inspection;

import org.jspecify.annotations.NullMarked;
