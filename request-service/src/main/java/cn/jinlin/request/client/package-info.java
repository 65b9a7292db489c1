/**
 * The systems outside that may call: the city platform, hotlines. What each of them may do is a matter of configuration, and nothing
 * that stands in a token or a request widens it.
 */
@NullMarked
package cn.jinlin.request.client;

import org.jspecify.annotations.NullMarked;
