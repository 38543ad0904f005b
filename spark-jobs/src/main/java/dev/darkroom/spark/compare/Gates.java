package dev.darkroom.spark.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a version must reach.
 *
 * @param minPsnr decibels that 19 of 20 pairs of renditions must reach
 * @param minAgreement share of photos of which both versions made something, or both nothing
 */
public record Gates(Optional<Double> minPsnr, Optional<Double> minAgreement) {
    public Gates {
        minPsnr.filter(decibels -> decibels < 0 || decibels > 100).ifPresent(decibels -> {
            throw new IllegalArgumentException("--min-psnr must lie in [0, 100]: " + decibels);
        });
        minAgreement.filter(share -> share < 0 || share > 1).ifPresent(share -> {
            throw new IllegalArgumentException("--min-agreement must lie in [0, 1]: " + share);
        });
    }

    /** What each gate says of these; one that has nothing to judge by refuses. */
    List<Verdict> judge(OptionalDouble psnr, OptionalDouble agreement) {
        List<Verdict> verdicts = new ArrayList<>();
        minPsnr.ifPresent(least -> verdicts.add(verdict("min-psnr", least, psnr)));
        minAgreement.ifPresent(least -> verdicts.add(verdict("min-agreement", least, agreement)));
        return verdicts;
    }

    private static Verdict verdict(String gate, double least, OptionalDouble value) {
        if (value.isEmpty()) {
            return new Verdict(gate, least, "nothing to judge by", false);
        }
        return new Verdict(
                gate, least, String.format(Locale.ROOT, "%.4g", value.getAsDouble()), value.getAsDouble() >= least);
    }

    /** What one gate says. */
    public record Verdict(
            @JsonProperty("gate") String gate,
            @JsonProperty("least") double least,
            @JsonProperty("value") String value,
            @JsonProperty("passed") boolean passed) {}
}
