package dev.darkroom.imaging.rendition;

import dev.darkroom.core.photo.ImageFormat;

/**
 * One rendition that a recipe asks for.
 *
 * @param size longest side in pixels, at most
 * @param format JPEG, WebP or AVIF
 * @param quality of the encoder, 1 to 100; the same number means something else in each format
 */
public record Output(int size, ImageFormat format, int quality) {
    private static final int MAX_SIZE = 16_383;

    public Output {
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("Rendition size must lie in [1, " + MAX_SIZE + "]: " + size);
        }
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("Rendition quality must lie in [1, 100]: " + quality);
        }
        defaultQuality(format);
    }

    /**
     * What the format looks good at.
     *
     * @throws IllegalArgumentException when renditions are not made in it
     */
    static int defaultQuality(ImageFormat format) {
        return switch (format) {
            case JPEG, WEBP -> 80;
            case AVIF -> 55;
            default ->
                throw new IllegalArgumentException("Rendition format must be jpeg, webp or avif: " + format.code());
        };
    }
}
