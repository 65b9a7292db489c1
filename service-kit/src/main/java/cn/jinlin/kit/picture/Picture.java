package cn.jinlin.kit.picture;

/**
 * A picture made anew from the pixels of what was sent, upright, as JPEG.
 *
 * @param whole its longest side at most {@link PictureIntake#LONGEST}
 * @param thumbnail its longest side at most {@link PictureIntake#THUMBNAIL}
 * @param width of the whole, in pixels
 * @param height of the whole, in pixels
 */
public record Picture(byte[] whole, byte[] thumbnail, int width, int height) {}
