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
    public int shrink(int longSide) {
        for (int shrink = 8; shrink > 1; shrink /= 2) {
            if ((double) longSide / shrink >= margin * sizes.get(0)) {
                return shrink;
            }
        }
        return 1;
    }
}
