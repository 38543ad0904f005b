package dev.darkroom.spark.rerank;

import java.util.List;

/**
 * Normalised discounted cumulative gain (Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM
 * TOIS 20(4), 2002, with the discount {@code log2(place + 1)} that has become usual): 1 when all that was opened comes
 * first, less the later it comes. An opened photo gains 1, any other 0.
 */
final class Ndcg {
    private Ndcg() {}

    /** Of the first {@code places} of {@code opened}, which says for each place whether the photo there was opened. */
    static double at(int places, List<Boolean> opened) {
        double gain = 0;
        double best = 0;
        long all = opened.stream().filter(one -> one).count();
        for (int place = 1; place <= Math.min(places, opened.size()); place++) {
            double discounted = Math.log(2) / Math.log(place + 1.0);
            gain += opened.get(place - 1) ? discounted : 0;
            best += place <= all ? discounted : 0;
        }
        return best == 0 ? 0 : gain / best;
    }
}
