/** One hour of service from report to credit, played through the gateway. A step that does not hold ends the play with
 * what was expected and what came back. */
@NullMarked
package cn.jinlin.launcher.demo;

import org.jspecify.annotations.NullMarked;
