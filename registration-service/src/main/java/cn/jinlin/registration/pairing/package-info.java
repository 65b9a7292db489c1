/**
 * One member and one household, visited in a rhythm: neither has another partner while the pairing lasts, under any
 * concurrency. It remembers its visits, says when one is overdue, reminds once for each due date, and ends by itself when
 * the member serves in the community no longer. Nothing of it is told in events.
 */
@NullMarked
package cn.jinlin.registration.pairing;

import org.jspecify.annotations.NullMarked;
