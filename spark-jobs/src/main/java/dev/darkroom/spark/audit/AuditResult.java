package dev.darkroom.spark.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an audit found; printed as one JSON line.
 *
 * @param photos rows that were compared
 * @param objects originals and renditions that were compared
 * @param differences how many of each kind, every kind named
 * @param examples some of each kind
 */
public record AuditResult(
        @JsonProperty("job") String job,
        @JsonProperty("dry_run") boolean dryRun,
        @JsonProperty("photos") long photos,
        @JsonProperty("objects") long objects,
        @JsonProperty("documents") long documents,
        @JsonProperty("differences") Map<String, Long> differences,
        @JsonIgnore List<Finding> examples,
        @JsonProperty("seconds") double seconds) {
    public AuditResult {
        differences = new TreeMap<>(differences);
        examples = List.copyOf(examples);
    }

    /** Whether all stores say the same. */
    @JsonIgnore
    public boolean isClean() {
        return differences.values().stream().allMatch(count -> count == 0);
    }

    /** One disagreement about one photo. */
    public record Finding(Difference difference, String photo, String detail) {}
}
