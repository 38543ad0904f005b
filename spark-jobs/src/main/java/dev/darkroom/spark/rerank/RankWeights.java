package dev.darkroom.spark.rerank;

import java.io.Serializable;
import java.util.List;

/**
 * How a static rank is made; each field is one of a weights file. Weights count relative to each other; a value of half
 * the most is given at {@code half}.
 *
 * @param recencyHalfLifeDays the age, since it was taken or else uploaded, at which a photo's recency is half of a new one's
 * @param popularityHalfLifeDays after which a view counts half
 * @param popularityHalfViews views of today at which popularity is half the most
 * @param sharpnessHalf sharpness, as measured, at which it counts half the most
 * @param colourHalf likewise for colourfulness
 * @param duplicateDemotion the share of its rank that a photo loses for not being the best shot of its group
 */
public record RankWeights(
        double recencyWeight,
        double recencyHalfLifeDays,
        double popularityWeight,
        double popularityHalfLifeDays,
        double popularityHalfViews,
        double sharpnessWeight,
        double sharpnessHalf,
        double exposureWeight,
        double colourWeight,
        double colourHalf,
        double duplicateDemotion)
        implements Serializable {
    private static final double MAX_WEIGHT = 1_000;
    private static final double LEAST_HALF = 0.001;
    private static final double MAX_HALF = 1_000_000;

    public RankWeights {
        requireWithin("recency_weight", recencyWeight, 0, MAX_WEIGHT);
        requireWithin("recency_half_life_days", recencyHalfLifeDays, LEAST_HALF, MAX_HALF);
        requireWithin("popularity_weight", popularityWeight, 0, MAX_WEIGHT);
        requireWithin("popularity_half_life_days", popularityHalfLifeDays, LEAST_HALF, MAX_HALF);
        requireWithin("popularity_half_views", popularityHalfViews, LEAST_HALF, MAX_HALF);
        requireWithin("sharpness_weight", sharpnessWeight, 0, MAX_WEIGHT);
        requireWithin("sharpness_half", sharpnessHalf, LEAST_HALF, MAX_HALF);
        requireWithin("exposure_weight", exposureWeight, 0, MAX_WEIGHT);
        requireWithin("colour_weight", colourWeight, 0, MAX_WEIGHT);
        requireWithin("colour_half", colourHalf, LEAST_HALF, MAX_HALF);
        requireWithin("duplicate_demotion", duplicateDemotion, 0, 1);
        if (List.of(recencyWeight, popularityWeight, sharpnessWeight, exposureWeight, colourWeight).stream()
                .allMatch(weight -> weight == 0)) {
            throw new IllegalArgumentException("one of the weights must be over 0");
        }
    }

    private static void requireWithin(String field, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(field + " must lie in [" + least + ", " + most + "]: " + value);
        }
    }

    double sum() {
        return recencyWeight + popularityWeight + sharpnessWeight + exposureWeight + colourWeight;
    }
}
