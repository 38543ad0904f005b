package dev.darkroom.imaging.hash;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.photo.ImageFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A hash of the stored picture without what is written about it: equal for files that differ in metadata only.
 *
 * <p>It is SHA-256 over the format's name and
 *
 * <ul>
 *   <li>JPEG: all segments and scans from the first to the end-of-image marker but APPn and COM; of APP14, the colour
 *       transform. So it ignores EXIF (with its orientation and thumbnail), XMP, IPTC, profiles, and what follows the
 *       image, such as a film;
 *   <li>PNG: header, palette and transparency, and the image data as one stream;
 *   <li>WebP: the picture, alpha and animation chunks;
 *   <li>GIF: all but comments, texts and application blocks;
 *   <li>BMP, which has no metadata: the file;
 *   <li>TIFF, HEIC, AVIF, JPEG XL, whose metadata lies between the picture's own parts: the sides, and the pixels of the
 *       smallest rendition. Of these, pictures that differ in a few pixels only may be equal.
 * </ul>
 *
 * <p>It does not decode: the same picture compressed again has another hash, and {@link PerceptualHash} is for that.
 */
public final class PixelHash {
    private PixelHash() {}

    /**
     * The hash of a file that could be decoded.
     *
     * @param smallest its smallest rendition
     * @param width of the upright original
     * @param height of the upright original
     */
    public static ContentHash of(ImageFormat format, byte[] file, Pixels smallest, int width, int height) {
        MessageDigest digest = ContentHash.newDigest();
        digest.update((format.code() + "\0").getBytes(StandardCharsets.US_ASCII));
        switch (format) {
            case JPEG -> new JpegPicture(file, digest).digest();
            case PNG -> ChunkedPicture.png(file, digest);
            case WEBP -> ChunkedPicture.webp(file, digest);
            case GIF -> new GifPicture(file, digest).digest();
            case BMP -> digest.update(file);
            default -> {
                digest.update((width + "x" + height + "\0").getBytes(StandardCharsets.US_ASCII));
                digest.update(smallest.rgb());
            }
        }
        return ContentHash.ofDigest(digest.digest());
    }
}
