package dev.darkroom.imaging.jpeg;

import java.util.Arrays;

/**
 * What decides a Lanczos filter of three lobes; {@link #filter} computes it.
 *
 * @param source samples that there are
 * @param extent the picture's length in those samples: up to {@code source}, fractions included
 * @param visible samples that show the picture afterwards
 * @param target the picture's length in samples afterwards, fractions included
 * @param count samples made: the visible ones, and copies of the last to fill up
 * @param flipped from the far end to the near one
 * @param paired each sample made is the mean of two that lie side by side at twice the resolution, as chroma is when a
 *     picture is resampled first and then coded with half of it
 * @param group taps come in multiples of it; what is too many weighs nothing
 */
record FilterKey(
        int source, double extent, int visible, double target, int count, boolean flipped, boolean paired, int group) {
    private static final int ONE = 1 << 14;

    Filter filter() {
        double ratio = extent / target;
        double scale = Math.max(paired ? ratio / 2 : ratio, 1);
        double apart = paired ? ratio / 4 : 0;
        double reach = Lanczos.LOBES * scale + apart;
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
            Arrays.fill(exact, 0);
            add(exact, first[i], centre - apart, scale);
            add(exact, first[i], centre + apart, scale);
            round(exact, weights, i * taps);
        }
        return new Filter(first, weights, taps, count);
    }

    /** The weights of one point, added up to a half. Samples beyond an edge are those at the edge. */
    private void add(double[] exact, int first, double point, double scale) {
        double reach = Lanczos.LOBES * scale;
        int lowest = (int) Math.ceil(point - reach - 0.5);
        int highest = (int) Math.floor(point + reach - 0.5);
        double sum = 0;
        for (int sample = lowest; sample <= highest; sample++) {
            sum += Lanczos.at((sample + 0.5 - point) / scale);
        }
        for (int sample = lowest; sample <= highest; sample++) {
            int at = Math.max(0, Math.min(sample, source - 1)) - first;
            // At the very ends, where next to nothing is weighed, rounding may reach one sample too far.
            exact[Math.max(0, Math.min(at, exact.length - 1))] += Lanczos.at((sample + 0.5 - point) / scale) / sum / 2;
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
