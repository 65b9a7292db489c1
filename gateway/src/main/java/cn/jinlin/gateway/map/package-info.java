/**
 * The cloud map: how well each community is served, how that changes, what inspections found and who supports whom, on one
 * page in two languages. It promises to work without the internet, by keyboard and by ear, and reads what any client can.
 */
@NullMarked
package cn.jinlin.gateway.map;

import org.jspecify.annotations.NullMarked;
