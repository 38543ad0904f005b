package dev.darkroom.spark.rerank;

import dev.darkroom.spark.rerank.Signals.Quality;
import java.util.function.ToDoubleFunction;

/**
 * The static rank of a photo, from 0 to 1: the weighted mean of its recency, popularity, sharpness, exposure and colour,
 * each from 0 to 1, less what it loses as a duplicate. Ranks are whole hundredths: finer steps would be written and
 * indexed anew each day for every photo of the archive, and decide nothing that somebody sees.
 */
final class StaticRank {
    private static final double STEPS = 100;

    /** Neither good nor bad. */
    private static final double UNKNOWN = 0.5;

    private StaticRank() {}

    static double of(Signals photo, RankWeights weights) {
        double sum = weights.recencyWeight() * left(photo.ageDays(), weights.recencyHalfLifeDays())
                + weights.popularityWeight() * saturated(photo.popularity(), weights.popularityHalfViews())
                + weights.sharpnessWeight() * quality(photo, one -> saturated(one.sharpness(), weights.sharpnessHalf()))
                + weights.exposureWeight() * quality(photo, StaticRank::exposure)
                + weights.colourWeight() * quality(photo, one -> saturated(one.colourfulness(), weights.colourHalf()));
        double kept = photo.isSecondBest() ? 1 - weights.duplicateDemotion() : 1;
        return Math.round(kept * sum / weights.sum() * STEPS) / STEPS;
    }

    /** What is left of 1 after {@code age}, of which each half-life halves it. */
    static double left(double age, double halfLife) {
        return Math.pow(0.5, Math.max(0, age) / halfLife);
    }

    /** From 0 towards 1, which it never reaches; one half at {@code half}. */
    static double saturated(double value, double half) {
        return value / (value + half);
    }

    /** As the best shot of duplicates is found: nothing clipped, and of middle brightness. */
    static double exposure(Quality quality) {
        return (1 - Math.min(1, quality.clipped())) * (1 - Math.abs(quality.brightness() - 0.5));
    }

    private static double quality(Signals photo, ToDoubleFunction<Quality> part) {
        return photo.quality().map(part::applyAsDouble).orElse(UNKNOWN);
    }
}
