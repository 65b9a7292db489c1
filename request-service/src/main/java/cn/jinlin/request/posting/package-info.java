/**
 * How an order comes to be known: posted by a community's officer or the city platform, edited, published, offered to
 * units and answered by them, cancelled, listed and read. Everybody is shown only what concerns them.
 */
@NullMarked
package cn.jinlin.request.posting;

import org.jspecify.annotations.NullMarked;
