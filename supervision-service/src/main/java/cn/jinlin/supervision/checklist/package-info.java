/**
 * Checklists for inspections, one or several for each kind of target, in editions that never change: a sheet that was filled
 * in without a connection is scored by the edition it was filled in on. The score is computed here and never taken over.
 */
@NullMarked
package cn.jinlin.supervision.checklist;

import org.jspecify.annotations.NullMarked;
