package dev.darkroom.spark.replay;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a comparison with undisturbed runs found; printed as one JSON line.
 *
 * @param rows how many were compared, by what
 * @param differences how many are missing or too many, by what; an audit's are named {@code audit:...}
 * @param examples some of them
 * @param late events that came after the job that is looked at
 */
record ReplayResult(
        @JsonProperty("rows") Map<String, Long> rows,
        @JsonProperty("differences") Map<String, Long> differences,
        @JsonProperty("examples") List<String> examples,
        @JsonProperty("late") long late,
        @JsonProperty("seconds") double seconds) {
    ReplayResult {
        rows = new TreeMap<>(rows);
        differences = new TreeMap<>(differences);
        examples = List.copyOf(examples);
    }

    boolean isEqual() {
        return differences.values().stream().allMatch(count -> count == 0);
    }
}
