package dev.darkroom.imaging.jpeg;

import java.util.List;

/**
 * What is to be made of a JPEG.
 *
 * @param sizes longest sides in pixels, largest first
 * @param quality of the JPEGs made, 1 to 100
 * @param margin a JPEG is decoded to at least this many times the largest size
 */
public record JpegTask(List<Integer> sizes, int quality, double margin) {
    public JpegTask {
        sizes = List.copyOf(sizes);
    }

    /** Which of every so many samples is decoded: 8, 4, 2 or 1. */
    int shrink(int longSide) {
        return shrink(longSide, margin * sizes.get(0));
    }

    /** The most that a JPEG's decoder can leave out so that a side still has {@code least} samples: 8, 4, 2 or 1. */
    public static int shrink(int side, double least) {
        for (int shrink = 8; shrink > 1; shrink /= 2) {
            if ((double) side / shrink >= least) {
                return shrink;
            }
        }
        return 1;
    }
}
