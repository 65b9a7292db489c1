/**
 * Photos of inspections. They come after the sheet, one by one and as often as a bad connection wants, under ids that the
 * phone made; whoever may read an inspection sees them.
 */
@NullMarked
package cn.jinlin.supervision.photo;

import org.jspecify.annotations.NullMarked;
