package dev.darkroom.spark.duplicates;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The bands by which similar hashes meet without comparing all with all. With hashes cut into {@code distance + 2}
 * blocks, two hashes of at most that Hamming distance agree in at least two blocks; so there is a band for each pair of
 * blocks, and similar hashes are equal in one of them, always.
 *
 * @param masks the bits of each band
 */
record HashBands(int distance, List<Long> masks) implements Serializable {
    /** Beyond it a band has ten bits or fewer, and in a large archive nearly everything meets. */
    static final int MAX_DISTANCE = 10;

    HashBands {
        if (distance < 0 || distance > MAX_DISTANCE) {
            throw new IllegalArgumentException(
                    "--distance must lie in [0, " + MAX_DISTANCE + "] bits of 64: " + distance);
        }
        masks = List.copyOf(masks);
    }

    static HashBands of(int distance) {
        int blocks = distance + 2;
        List<Long> masks = new ArrayList<>();
        for (int one = 0; one < blocks; one++) {
            for (int other = one + 1; other < blocks; other++) {
                masks.add(block(one, blocks) | block(other, blocks));
            }
        }
        return new HashBands(distance, masks);
    }

    boolean areSimilar(long one, long other) {
        return Long.bitCount(one ^ other) <= distance;
    }

    /** The bits from {@code 64 * number / blocks} up to those of the next block. */
    private static long block(int number, int blocks) {
        int from = Long.SIZE * number / blocks;
        int until = Long.SIZE * (number + 1) / blocks;
        return (-1L >>> (Long.SIZE - (until - from))) << from;
    }
}
