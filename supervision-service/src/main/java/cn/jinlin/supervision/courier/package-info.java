/**
 * Calls to addresses that others chose. Nothing inside our own network is ever called, whatever a name stands for at the moment
 * of the call, and no receiver can hold a call for long or make it read much.
 */
@NullMarked
package cn.jinlin.supervision.courier;

import org.jspecify.annotations.NullMarked;
