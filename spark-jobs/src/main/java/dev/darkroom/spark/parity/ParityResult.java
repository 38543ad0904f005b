package dev.darkroom.spark.parity;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a comparison found; printed as one JSON line.
 *
 * @param photos that were made again and compared
 * @param skipped photos of the sample that were developed by other transforms, or are gone
 * @param files renditions whose stored bytes were compared
 * @param differences photos that differ in each part
 * @param examples some photos that differ
 */
public record ParityResult(
        @JsonProperty("job") String job,
        @JsonProperty("photos") long photos,
        @JsonProperty("skipped") long skipped,
        @JsonProperty("files") long files,
        @JsonProperty("differences") Map<String, Long> differences,
        @JsonProperty("examples") List<String> examples,
        @JsonProperty("seconds") double seconds) {
    public ParityResult {
        differences = new TreeMap<>(differences);
        examples = List.copyOf(examples);
    }

    /** Whether both ways make the same of every photo. */
    @JsonIgnore
    public boolean isEqual() {
        return differences.isEmpty();
    }
}
