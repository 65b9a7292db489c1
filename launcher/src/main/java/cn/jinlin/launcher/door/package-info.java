/** Calls to the gateway over plain HTTP, as the district's roles. An answer is handed back whatever its status; only an
 * answer that never came is an exception. */
@NullMarked
package cn.jinlin.launcher.door;

import org.jspecify.annotations.NullMarked;
