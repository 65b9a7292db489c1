/**
 * Service records of many: what the people of a unit, a team, a community or a compound served in a period, together, by
 * month and one by one. Counted anew for each answer from the entries that the ledgers told, so nothing can be counted twice;
 * an answer costs what the entries asked for cost, however many there are besides.
 */
@NullMarked
package cn.jinlin.registration.tally;

import org.jspecify.annotations.NullMarked;
