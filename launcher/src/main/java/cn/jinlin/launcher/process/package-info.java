/** Processes of this machine: starting, watching, recognising and ending them. A pid is never trusted alone: a process
 * counts as the one that was recorded only while its start time agrees too. */
@NullMarked
package cn.jinlin.launcher.process;

import org.jspecify.annotations.NullMarked;
