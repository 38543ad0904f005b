package dev.darkroom.imaging.jpeg;

import com.sun.jna.Memory;
import java.util.Arrays;

/**
 * What decides a windowed-sinc (Lanczos) filter; {@link #filter} computes it.
 *
 * @param source samples that there are
 * @param extent the picture's length in those samples: up to {@code source}, fractions included
 * @param visible samples that show the picture afterwards
 * @param target the picture's length in samples afterwards, fractions included
 * @param count samples made: the visible ones, and copies of the last to fill up
 * @param flipped from the far end to the near one
 * @param lobes of the window: 3 is sharp, 2 rings less
 * @param group taps come in multiples of it; what is too many weighs nothing
 */
record FilterKey(
        int source, double extent, int visible, double target, int count, boolean flipped, int lobes, int group) {
    private static final int ONE = 1 << 14;

    Filter filter() {
        double ratio = extent / target;
        double scale = Math.max(ratio, 1);
        double reach = lobes * scale;
        int reading = Math.min(source, (int) Math.floor(2 * reach) + 1);
        int taps = (reading + group - 1) / group * group;
        int[] first = new int[count];
        short[] weights = new short[Math.multiplyExact(count, taps)];
        double[] exact = new double[reading];
        for (int i = 0; i < count; i++) {
            double along = (Math.min(i, visible - 1) + 0.5) * ratio;
            double centre = flipped ? extent - along : along;
            int lowest = (int) Math.ceil(centre - reach - 0.5);
            first[i] = Math.max(0, Math.min(lowest, source - reading));
            weigh(exact, first[i], centre, scale, lowest, (int) Math.floor(centre + reach - 0.5));
            round(exact, weights, i * taps);
        }
        Memory firstMemory = new Memory(4L * first.length);
        firstMemory.write(0, first, 0, first.length);
        Memory weightsMemory = new Memory(2L * weights.length);
        weightsMemory.write(0, weights, 0, weights.length);
        return new Filter(firstMemory, weightsMemory, taps, count);
    }

    /** Samples beyond an edge are those at the edge. */
    private void weigh(double[] exact, int first, double centre, double scale, int lowest, int highest) {
        Arrays.fill(exact, 0);
        double sum = 0;
        for (int sample = lowest; sample <= highest; sample++) {
            double weight = Lanczos.at((sample + 0.5 - centre) / scale, lobes);
            exact[Math.max(0, Math.min(sample, source - 1)) - first] += weight;
            sum += weight;
        }
        for (int i = 0; i < exact.length; i++) {
            exact[i] /= sum;
        }
    }

    /** Rounds so that an even picture stays exactly as it is: the largest weight takes what is over. */
    private static void round(double[] exact, short[] weights, int at) {
        int sum = 0;
        int largest = 0;
        for (int i = 0; i < exact.length; i++) {
            weights[at + i] = (short) Math.round(exact[i] * ONE);
            sum += weights[at + i];
            largest = exact[i] > exact[largest] ? i : largest;
        }
        weights[at + largest] += (short) (ONE - sum);
    }
}
