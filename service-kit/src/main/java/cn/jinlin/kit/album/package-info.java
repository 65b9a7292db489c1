/**
 * Pictures that belong to something: an order, an inspection. Each owner has an album of bounded size, decided like any
 * aggregate; the pictures themselves lie sealed in GridFS, and none lies there that no album knows of.
 */
@NullMarked
package cn.jinlin.kit.album;

import org.jspecify.annotations.NullMarked;
