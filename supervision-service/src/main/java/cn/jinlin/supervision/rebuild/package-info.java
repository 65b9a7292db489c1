/**
 * Everything that the coverage board rests on, made anew from the topics: views, counts, and the figures at the end of each
 * day of the past. It is made beside what is shown, in a database of its own, and then put in its place; reading, listening
 * and counting go on all the while.
 */
@NullMarked
package cn.jinlin.supervision.rebuild;

import org.jspecify.annotations.NullMarked;
