package dev.darkroom.imaging.portable;

import dev.darkroom.imaging.jpeg.Lanczos;

/**
 * What each sample of a shortened line is made of; the samples at an edge stand for those beyond it.
 *
 * @param first the first sample read, for each one made
 * @param weights of that sample and those after it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record LanczosWeights(int[] first, float[][] weights) {
    static LanczosWeights of(int source, int target) {
        double ratio = (double) source / target;
        double scale = Math.max(ratio, 1);
        double reach = Lanczos.LOBES * scale;
        int[] first = new int[target];
        float[][] weights = new float[target][];
        for (int i = 0; i < target; i++) {
            double centre = (i + 0.5) * ratio;
            int lowest = (int) Math.ceil(centre - reach - 0.5);
            int highest = (int) Math.floor(centre + reach - 0.5);
            first[i] = Math.max(0, lowest);
            weights[i] = new float[Math.min(source - 1, highest) - first[i] + 1];
            double sum = 0;
            for (int sample = lowest; sample <= highest; sample++) {
                sum += Lanczos.at((sample + 0.5 - centre) / scale);
            }
            for (int sample = lowest; sample <= highest; sample++) {
                int at = Math.max(first[i], Math.min(sample, source - 1)) - first[i];
                weights[i][at] += (float) (Lanczos.at((sample + 0.5 - centre) / scale) / sum);
            }
        }
        return new LanczosWeights(first, weights);
    }
}
