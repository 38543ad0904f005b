package dev.darkroom.spark.backfill;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.darkroom.core.transform.Coverage;
import java.util.List;
import java.util.Map;

/**
 * How much of the archive has each version; printed as one JSON line.
 *
 * @param expected completed photos of the archive
 */
public record CoverageResult(
        @JsonProperty("job") String job,
        @JsonProperty("expected") long expected,
        @JsonProperty("versions") List<Version> versions,
        @JsonProperty("seconds") double seconds) {
    public CoverageResult {
        versions = List.copyOf(versions);
    }

    static CoverageResult of(long expected, List<Coverage> counted, double seconds) {
        List<Version> versions = counted.stream()
                .map(one -> new Version(
                        one.transform().toString(), one.done(), one.failed(), one.excluded(), one.missing()))
                .toList();
        return new CoverageResult("coverage", expected, versions, seconds);
    }

    /** One version: photos by outcome and reason, and those that the ledger does not know. */
    public record Version(
            @JsonProperty("transform") String transform,
            @JsonProperty("done") long done,
            @JsonProperty("failed") Map<String, Long> failed,
            @JsonProperty("excluded") Map<String, Long> excluded,
            @JsonProperty("missing") long missing) {}
}
