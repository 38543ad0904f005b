package dev.darkroom.imaging.format;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.error.RejectedException;

/**
 * How large a photo may be; checked from the header, before a decoder sees it.
 *
 * @param maxBytes length of the file
 * @param maxSide longer side in pixels
 * @param maxStreamedPixels pixels of a format that is decoded row by row (sequential JPEG, PNG, the preview in a raw file)
 * @param maxFramePixels pixels of a format that is decoded frame by frame (WebP, GIF, TIFF, AVIF, HEIC, BMP, JXL), at up
 *     to 4 bytes each
 * @param maxProgressivePixels pixels of a progressive JPEG or interlaced image, whose coefficients are all held
 * @param maxFrames frames or pages, of which only the first is ever shown
 * @param maxProfileBytes length of the colour profile, unpacked
 * @param maxExifBytes length of the EXIF
 * @param maxXmpBytes length of the XMP and other text, unpacked
 * @param maxNesting boxes of a HEIC or AVIF that lie in one another
 */
public record Limits(
        long maxBytes,
        int maxSide,
        long maxStreamedPixels,
        long maxFramePixels,
        long maxProgressivePixels,
        int maxFrames,
        long maxProfileBytes,
        long maxExifBytes,
        long maxXmpBytes,
        int maxNesting) {
    /**
     * 64 MiB, 30,000 pixels a side, 100 MP streamed, 64 MP as one frame, 40 MP progressive, 2,000 frames, profile and EXIF of
     * 4 MiB, XMP of 32 MiB, 16 boxes in one another.
     */
    public static final Limits DEFAULT =
            new Limits(64L << 20, 30_000, 100_000_000, 64_000_000, 40_000_000, 2000, 4 << 20, 4 << 20, 32 << 20, 16);

    public Limits {
        if (maxBytes < 1 || maxSide < 1 || maxStreamedPixels < 1 || maxFramePixels < 1 || maxProgressivePixels < 1) {
            throw new IllegalArgumentException(
                    "Limits must be positive: " + maxBytes + " bytes, " + maxSide + " a side");
        }
        if (maxFrames < 1 || maxProfileBytes < 1 || maxExifBytes < 1 || maxXmpBytes < 1 || maxNesting < 1) {
            throw new IllegalArgumentException(
                    "Limits must be positive: " + maxFrames + " frames, profile " + maxProfileBytes + ", EXIF "
                            + maxExifBytes + ", XMP " + maxXmpBytes + " bytes, nesting " + maxNesting);
        }
    }

    /**
     * Refuses a file of more than {@link #maxBytes()}.
     *
     * @throws RejectedException with {@link Reason#TOO_MANY_BYTES}
     */
    public void checkBytes(long bytes) throws RejectedException {
        require(Reason.TOO_MANY_BYTES, "max-bytes", bytes, maxBytes, "");
    }

    /**
     * Refuses an XMP file beside a photo of more than {@link #maxXmpBytes()}.
     *
     * @throws RejectedException with {@link Reason#METADATA_TOO_LARGE}
     */
    public void checkSidecar(long bytes) throws RejectedException {
        require(Reason.METADATA_TOO_LARGE, "max-xmp-bytes", bytes, maxXmpBytes, " in its sidecar");
    }

    /**
     * Refuses an image that is too long or too wide, has too many pixels, bytes or frames, or carries too much else.
     *
     * @throws RejectedException with {@link Reason#TOO_MANY_BYTES}, {@link Reason#SIDE_TOO_LONG}, {@link
     *     Reason#TOO_MANY_PIXELS}, {@link Reason#TOO_MANY_FRAMES} or {@link Reason#METADATA_TOO_LARGE}
     */
    public void check(ImageHeader header, long bytes) throws RejectedException {
        checkBytes(bytes);
        String sides = " (" + header.width() + "x" + header.height() + ")";
        require(Reason.SIDE_TOO_LONG, "max-side", header.longSide(), maxSide, sides);
        String kind =
                (header.progressive() ? "progressive " : "") + header.format().code();
        require(Reason.TOO_MANY_PIXELS, "max-pixels of a " + kind, header.pixels(), maxPixels(header), sides);
        Contents contents = header.contents();
        require(Reason.TOO_MANY_FRAMES, "max-frames", contents.frames(), maxFrames, "");
        require(Reason.METADATA_TOO_LARGE, "max-profile-bytes", contents.profileBytes(), maxProfileBytes, "");
        require(Reason.METADATA_TOO_LARGE, "max-exif-bytes", contents.exifBytes(), maxExifBytes, "");
        require(Reason.METADATA_TOO_LARGE, "max-xmp-bytes", contents.xmpBytes(), maxXmpBytes, "");
        require(Reason.METADATA_TOO_LARGE, "max-nesting", contents.nesting(), maxNesting, " boxes in one another");
    }

    private static void require(Reason reason, String limit, long found, long allowed, String more)
            throws RejectedException {
        if (found > allowed) {
            throw new RejectedException(reason, "Photo exceeds " + limit + ": " + found + " > " + allowed + more);
        }
    }

    private long maxPixels(ImageHeader header) {
        if (header.progressive()) {
            return maxProgressivePixels;
        }
        return switch (header.format()) {
            case JPEG, PNG, CR2, CR3, NEF, ARW, DNG, RAF, RW2, ORF -> maxStreamedPixels;
            case GIF, WEBP, TIFF, AVIF, HEIC, BMP, JXL -> maxFramePixels;
        };
    }
}
