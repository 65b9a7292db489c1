package cn.jinlin.kit.picture;

/**
 * A picture that was not decoded yet.
 *
 * @param pixels the file without anything that is not needed to decode it
 * @param width as stored, in pixels
 * @param height as stored, in pixels
 * @param deep whether a pixel takes more than a byte a channel
 */
record Outline(byte[] pixels, int width, int height, boolean deep, Orientation orientation) {}
