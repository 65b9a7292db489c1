/**
 * Members by the thousand: a table is checked as a whole, kept encrypted, and worked through as a job by whichever instance
 * is free. Every bad line is named with field and reason, the good ones are entered, and no line counts twice, whatever
 * breaks down half-way or is sent again.
 */
@NullMarked
package cn.jinlin.registration.imports;

import org.jspecify.annotations.NullMarked;
