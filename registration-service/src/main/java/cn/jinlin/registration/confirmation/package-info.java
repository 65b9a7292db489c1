/**
 * Members report to communities and the communities' officers answer: confirm, reject, confirm anew each year. The work
 * list shows what waits, the oldest first; what rests on a confirmation ends when it does.
 */
@NullMarked
package cn.jinlin.registration.confirmation;

import org.jspecify.annotations.NullMarked;
