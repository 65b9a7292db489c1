/**
 * What a line of a table says of somebody, and what it must be to count. Faults name the column and the reason and never
 * repeat what the line says.
 */
@NullMarked
package cn.jinlin.registration.row;

import org.jspecify.annotations.NullMarked;
