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
 */
public record Limits(
        long maxBytes, int maxSide, long maxStreamedPixels, long maxFramePixels, long maxProgressivePixels) {
    /** 64 MiB, 30,000 pixels a side, 100 MP streamed, 64 MP as one frame, 40 MP progressive. */
    public static final Limits DEFAULT = new Limits(64L << 20, 30_000, 100_000_000, 64_000_000, 40_000_000);

    public Limits {
        if (maxBytes < 1 || maxSide < 1 || maxStreamedPixels < 1 || maxFramePixels < 1 || maxProgressivePixels < 1) {
            throw new IllegalArgumentException(
                    "Limits must be positive: " + maxBytes + " bytes, " + maxSide + " a side");
        }
    }

    /**
     * Refuses a file of more than {@link #maxBytes()}.
     *
     * @throws RejectedException with {@link Reason#TOO_MANY_BYTES}
     */
    public void checkBytes(long bytes) throws RejectedException {
        if (bytes > maxBytes) {
            throw new RejectedException(Reason.TOO_MANY_BYTES, "Photo exceeds max-bytes: " + bytes + " > " + maxBytes);
        }
    }

    /**
     * Refuses an image that is too long, too wide or has too many pixels or bytes.
     *
     * @throws RejectedException with {@link Reason#TOO_MANY_BYTES}, {@link Reason#SIDE_TOO_LONG} or
     *     {@link Reason#TOO_MANY_PIXELS}
     */
    public void check(ImageHeader header, long bytes) throws RejectedException {
        checkBytes(bytes);
        String sides = " (" + header.width() + "x" + header.height() + ")";
        if (header.longSide() > maxSide) {
            throw new RejectedException(
                    Reason.SIDE_TOO_LONG, "Photo exceeds max-side: " + header.longSide() + " > " + maxSide + sides);
        }
        long maxPixels = maxPixels(header);
        if (header.pixels() > maxPixels) {
            String kind = header.progressive() ? "progressive " : "";
            throw new RejectedException(
                    Reason.TOO_MANY_PIXELS,
                    "Photo exceeds max-pixels of a " + kind + header.format().code() + ": " + header.pixels() + " > "
                            + maxPixels + sides);
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
