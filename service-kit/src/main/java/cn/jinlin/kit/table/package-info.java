/**
 * Tables to take away, as CSV and XLSX: streamed row by row in bounded memory, and without a cell that the reader's program
 * would compute. What stands in them is the features' affair.
 */
@NullMarked
package cn.jinlin.kit.table;

import org.jspecify.annotations.NullMarked;
