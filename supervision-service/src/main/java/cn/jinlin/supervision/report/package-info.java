/**
 * The report on a campaign, on one page: what was drawn, seen and found, and what became of it. The same figures as JSON, as
 * a page and as PDF, in Chinese or English.
 */
@NullMarked
package cn.jinlin.supervision.report;

import org.jspecify.annotations.NullMarked;
