package dev.darkroom.imaging.jpeg;

/**
 * Where the planes of a picture lie in one block of memory: luma, then both of chroma, each row by row without gaps. As
 * libjpeg-turbo has it, luma is filled up to whole chroma samples.
 *
 * @param width of the picture, in pixels
 * @param height of the picture, in pixels
 * @param extentAcross what the width is exactly: a decoder that shrinks rounds it up
 * @param extentDown what the height is exactly
 */
record PlaneLayout(int width, int height, double extentAcross, double extentDown, Subsampling subsampling) {
    /** The resampler reads whole blocks: so many bytes behind a plane must be readable. */
    private static final int READ_BEHIND = 128;

    PlaneLayout {
        if (width < 1 || height < 1 || width > 65_535 || height > 65_535) {
            throw new IllegalArgumentException("No JPEG has such sides: " + width + "x" + height);
        }
    }

    static PlaneLayout of(int width, int height, Subsampling subsampling) {
        return new PlaneLayout(width, height, width, height, subsampling);
    }

    /** Every {@code shrink}th sample of a picture. */
    static PlaneLayout shrunk(int width, int height, int shrink, Subsampling subsampling) {
        return new PlaneLayout(
                units(width, shrink),
                units(height, shrink),
                (double) width / shrink,
                (double) height / shrink,
                subsampling);
    }

    /** Samples in a row of a plane, and bytes from one row to the next. */
    int columns(int plane) {
        int units = units(width, subsampling.across());
        return plane == 0 ? units * subsampling.across() : units;
    }

    /** Rows of a plane. */
    int rows(int plane) {
        int units = units(height, subsampling.down());
        return plane == 0 ? units * subsampling.down() : units;
    }

    private static int units(int samples, int each) {
        return (samples + each - 1) / each;
    }

    /** Columns of a plane that show the picture, rather than fill it up. */
    int visibleColumns(int plane) {
        return plane == 0 ? width : columns(plane);
    }

    /** Rows of a plane that show the picture. */
    int visibleRows(int plane) {
        return plane == 0 ? height : rows(plane);
    }

    /** The width of the picture in samples of a plane; not whole when the last of them hangs over the edge. */
    double extentAcross(int plane) {
        return plane == 0 ? extentAcross : extentAcross / subsampling.across();
    }

    /** The height of the picture in samples of a plane. */
    double extentDown(int plane) {
        return plane == 0 ? extentDown : extentDown / subsampling.down();
    }

    /** Where a plane begins. */
    long offset(int plane) {
        long offset = 0;
        for (int before = 0; before < plane; before++) {
            offset += (long) columns(before) * rows(before);
        }
        return offset;
    }

    /** Bytes of all planes, and those that may be read behind the last. */
    long bytes() {
        return offset(subsampling.planes()) + READ_BEHIND;
    }

    /** The same picture lying on its side. */
    PlaneLayout transposed() {
        if (subsampling.across() != subsampling.down()) {
            throw new IllegalArgumentException("Another subsampling when transposed: " + subsampling);
        }
        return new PlaneLayout(height, width, extentDown, extentAcross, subsampling);
    }
}
