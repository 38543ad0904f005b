package dev.darkroom.spark.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;

/**
 * How measures are spread; all 0 when there are none.
 *
 * @param measures how many there are
 * @param p5 what 19 of 20 reach
 */
public record Spread(
        @JsonProperty("measures") long measures,
        @JsonProperty("worst") double worst,
        @JsonProperty("p5") double p5,
        @JsonProperty("median") double median) {
    static Spread of(Collection<Double> measures) {
        double[] sorted =
                measures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0
                ? new Spread(0, 0, 0, 0)
                : new Spread(sorted.length, sorted[0], at(sorted, 0.05), at(sorted, 0.5));
    }

    /** The nearest rank. */
    private static double at(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
