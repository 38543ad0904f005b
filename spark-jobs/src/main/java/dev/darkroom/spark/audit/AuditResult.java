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
 * @param leftOut rows that were not, because they are younger than the grace
 * @param objects originals and renditions that were found
 * @param documents documents that were found
 * @param vectors vectors that were found, in all spaces
 * @param differences how many of each kind, every kind named
 * @param examples some of each kind
 */
public record AuditResult(
        @JsonProperty("job") String job,
        @JsonProperty("dry_run") boolean dryRun,
        @JsonProperty("photos") long photos,
        @JsonProperty("left_out") long leftOut,
        @JsonProperty("objects") long objects,
        @JsonProperty("documents") long documents,
        @JsonProperty("vectors") long vectors,
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
    public record Finding(String difference, String photo, String detail) {}
}
