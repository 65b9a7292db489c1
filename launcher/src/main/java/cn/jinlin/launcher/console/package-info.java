/**
 * What the person at the terminal reads. A line is written whole, and in the order in which it was said.
 */
@NullMarked
package cn.jinlin.launcher.console;

import org.jspecify.annotations.NullMarked;
