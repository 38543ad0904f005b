package dev.darkroom.core.photo;

import dev.darkroom.core.id.ContentHash;

/**
 * One smaller copy of a photo, as stored.
 *
 * @param size the nominal longest side in pixels, which names the rendition (1200, 600, 300, 150)
 * @param format of the file: JPEG, WebP or AVIF
 * @param width real width in pixels
 * @param height real height in pixels
 * @param bytes length of the file
 * @param content hash of the file, which is also its entity tag
 */
public record Rendition(int size, ImageFormat format, int width, int height, long bytes, ContentHash content) {
    public Rendition {
        if (size < 1 || width < 1 || height < 1 || bytes < 1) {
            throw new IllegalArgumentException("Rendition must have positive size, sides and bytes: " + size + " "
                    + width + "x" + height + " " + bytes);
        }
    }
}
