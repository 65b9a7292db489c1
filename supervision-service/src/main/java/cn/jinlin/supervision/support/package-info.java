/**
 * Support plans: which unit lends how many people to which community for the days ahead. The district approves what was
 * computed, each unit consents or declines, what one declines is offered to the next best, consents become ties in
 * registration-service, and when the plan ends it is measured against what was there before.
 */
@NullMarked
package cn.jinlin.supervision.support;

import org.jspecify.annotations.NullMarked;
