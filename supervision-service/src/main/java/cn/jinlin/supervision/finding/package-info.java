/**
 * Findings: a problem that an inspection brought up, who has to put it right by when, what was done, and what the recheck
 * says. One that is overdue is told to somebody further each time so many working days have passed.
 */
@NullMarked
package cn.jinlin.supervision.finding;

import org.jspecify.annotations.NullMarked;
