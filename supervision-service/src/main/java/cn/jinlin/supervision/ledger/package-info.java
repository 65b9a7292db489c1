/**
 * The ledgers of units and communities as a supervisor reads them: what the service records hold for a period, down to each entry,
 * beside what was scanned, so that a disagreement shows. Counted from the evidence of the events alone.
 */
@NullMarked
package cn.jinlin.supervision.ledger;

import org.jspecify.annotations.NullMarked;
