/** The command behind ./jinlin: starts, watches, reports and ends the suite. Every stop, also one by signal, ends the
 * gateway first and the engines last, and no process is ever ended by anything but its pid and start time. */
@NullMarked
package cn.jinlin.launcher;

import org.jspecify.annotations.NullMarked;
