package dev.darkroom.imaging.hash;

import java.util.Arrays;

/**
 * A 64-bit hash of what a picture looks like: copies that were scaled, recompressed or slightly toned differ in few bits,
 * other pictures in about 32.
 *
 * <p>This is the DCT hash of C. Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions" (2010),
 * section 3.2.1 (pHash): luminance at 32x32, the 8x8 lowest frequencies of its DCT without the first row and column, a
 * bit for each one above their median.
 */
public final class PerceptualHash {
    private static final int SIDE = 32;
    private static final int KEPT = 8;
    private static final double[][] COSINES = cosines();

    private PerceptualHash() {}

    /** The hash; bit 63 is the lowest frequency in both directions. */
    public static long of(Pixels picture) {
        double[] luma = picture.resize(SIDE, SIDE).luma();
        double[] frequencies = new double[KEPT * KEPT];
        for (int v = 0; v < KEPT; v++) {
            double[] column = new double[SIDE];
            for (int x = 0; x < SIDE; x++) {
                for (int y = 0; y < SIDE; y++) {
                    column[x] += luma[y * SIDE + x] * COSINES[v][y];
                }
            }
            for (int u = 0; u < KEPT; u++) {
                double sum = 0;
                for (int x = 0; x < SIDE; x++) {
                    sum += column[x] * COSINES[u][x];
                }
                frequencies[v * KEPT + u] = sum;
            }
        }
        double[] sorted = frequencies.clone();
        Arrays.sort(sorted);
        double median = (sorted[KEPT * KEPT / 2 - 1] + sorted[KEPT * KEPT / 2]) / 2;
        long hash = 0;
        for (double frequency : frequencies) {
            hash = hash << 1 | (frequency > median ? 1 : 0);
        }
        return hash;
    }

    /** In how many of 64 bits two hashes differ; up to about 8 means the same picture. */
    public static int distance(long a, long b) {
        return Long.bitCount(a ^ b);
    }

    /** The DCT-II basis of frequencies 1 to 8; StrictMath, so that every machine has the same bits. */
    private static double[][] cosines() {
        double[][] cosines = new double[KEPT][SIDE];
        for (int u = 0; u < KEPT; u++) {
            for (int x = 0; x < SIDE; x++) {
                cosines[u][x] = StrictMath.cos(Math.PI / SIDE * (x + 0.5) * (u + 1));
            }
        }
        return cosines;
    }
}
