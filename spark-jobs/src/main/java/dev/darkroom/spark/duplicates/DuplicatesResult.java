package dev.darkroom.spark.duplicates;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * What a run found and told; printed as one JSON line.
 *
 * @param runId what the rows that it changed in {@code archive.duplicates} are marked with
 * @param photos completed photos that were looked at
 * @param groups groups by kind
 * @param grouped photos that are in one
 * @param changed photos whose group is another than the last run found; only these are written
 * @param gone how many of them were deleted meanwhile
 * @param cutShort hashes that were not compared with all of a crowded band: when it is not 0, a near duplicate may be
 *     missing
 */
public record DuplicatesResult(
        @JsonProperty("job") String job,
        @JsonProperty("run_id") String runId,
        @JsonProperty("photos") long photos,
        @JsonProperty("groups") Map<String, Long> groups,
        @JsonProperty("grouped") long grouped,
        @JsonProperty("changed") long changed,
        @JsonProperty("gone") long gone,
        @JsonProperty("cut_short") long cutShort,
        @JsonProperty("seconds") double seconds) {
    public DuplicatesResult {
        groups = Map.copyOf(groups);
    }
}
