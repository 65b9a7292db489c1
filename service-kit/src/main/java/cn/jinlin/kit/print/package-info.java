/**
 * Pages on paper: a template filled with texts, and the same page as PDF with its characters embedded.
 * What a text holds is shown as it is, never as markup, and a character that the font lacks never stops a page.
 */
@NullMarked
package cn.jinlin.kit.print;

import org.jspecify.annotations.NullMarked;
