/**
 * The door of the city platform: it posts orders under ids of its own, each once, and reads what became of them. What it may do is
 * the scope of its client.
 */
@NullMarked
package cn.jinlin.request.platform;

import org.jspecify.annotations.NullMarked;
