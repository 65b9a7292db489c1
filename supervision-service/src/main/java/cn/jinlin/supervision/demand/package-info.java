/**
 * Who will be missing where, and who will be free: for the days ahead, the places that the people of a community cannot fill
 * themselves, and the people of each unit whom their own communities do not need. Read from the views, and the same for the
 * same views.
 */
@NullMarked
package cn.jinlin.supervision.demand;

import org.jspecify.annotations.NullMarked;
