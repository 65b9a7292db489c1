/**
 * Campaigns: some offices look at targets that were drawn, within a period, each target assigned to one office. Who is
 * inspected learns of it when the inspectors come, so only the offices and the district read campaigns.
 */
@NullMarked
package cn.jinlin.supervision.campaign;

import org.jspecify.annotations.NullMarked;
