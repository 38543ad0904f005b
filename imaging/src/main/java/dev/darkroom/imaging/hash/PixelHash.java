package dev.darkroom.imaging.hash;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.photo.ImageFormat;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Consumer;

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
 *   <li>TIFF: how the first picture is stored, and its strips or tiles;
 *   <li>HEIC and AVIF: the items that are pictures, their properties and references;
 *   <li>JPEG XL: the codestream;
 *   <li>camera raw files, BigTIFF and what is damaged: the sides, and the pixels of the smallest rendition. Of these,
 *       pictures that differ in a few pixels only may be equal.
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
        label(digest, format.code());
        switch (format) {
            case JPEG -> new JpegPicture(file, digest).digest();
            case PNG -> ChunkedPicture.png(file, digest);
            case WEBP -> ChunkedPicture.webp(file, digest);
            case GIF -> new GifPicture(file, digest).digest();
            case BMP -> digest.update(file);
            default -> {
                if (!isWalked(format, file, digest)) {
                    digest.reset();
                    label(digest, format.code() + " decoded " + width + "x" + height);
                    digest.update(smallest.rgb());
                }
            }
        }
        return ContentHash.ofDigest(digest.digest());
    }

    /** False for a format without a walk, and for a file whose structure is not as it should be. */
    private static boolean isWalked(ImageFormat format, byte[] file, MessageDigest digest) {
        Consumer<ByteBuffer> parts = new Parts(digest, file.length);
        try {
            switch (format) {
                case TIFF -> new TiffPicture(file, parts).walk();
                case HEIC, AVIF -> new BoxedPicture(file, parts).items();
                case JXL -> new BoxedPicture(file, parts).codestream();
                default -> {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException
                | IndexOutOfBoundsException
                | BufferUnderflowException
                | ArithmeticException e) {
            return false;
        }
    }

    private static void label(MessageDigest digest, String text) {
        digest.update((text + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    /** Takes no more than a file has: parts that lie over each other would make hashing endless. */
    private static final class Parts implements Consumer<ByteBuffer> {
        private final MessageDigest digest;
        private long left;

        Parts(MessageDigest digest, long most) {
            this.digest = digest;
            this.left = most;
        }

        @Override
        public void accept(ByteBuffer part) {
            left -= part.remaining();
            if (left < 0) {
                throw new IllegalArgumentException("Parts of the picture lie over each other");
            }
            digest.update(part);
        }
    }
}
