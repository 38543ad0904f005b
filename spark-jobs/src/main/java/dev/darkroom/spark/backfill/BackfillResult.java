package dev.darkroom.spark.backfill;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a backfill did, and the proof that nothing was skipped: each expected photo is counted once, under the outcome
 * that the ledger has of it after the run, and those without one must be as many as the run says it left. Printed as one
 * JSON line.
 *
 * @param state {@code complete}; or {@code partial}, when photos remain because of a bound or a stop
 * @param remaining photos that this run did not begin
 * @param unaccounted expected photos that are neither in the ledger nor remaining; anything but 0 is a fault
 * @param restoresBegun of originals in the archive; when those have ended, a run that is asked to restore reads them
 * @param before how many were settled when the run began
 * @param derivingSeconds of {@code seconds}: from the first batch to the last commit; the rest is plan and proof
 */
public record BackfillResult(
        @JsonProperty("job") String job,
        @JsonProperty("run") String run,
        @JsonProperty("transform") String transform,
        @JsonProperty("state") String state,
        @JsonProperty("expected") long expected,
        @JsonProperty("done") long done,
        @JsonProperty("failed") Map<String, Long> failed,
        @JsonProperty("excluded") Map<String, Long> excluded,
        @JsonProperty("remaining") long remaining,
        @JsonProperty("unaccounted") long unaccounted,
        @JsonProperty("before") long before,
        @JsonProperty("batches") long batches,
        @JsonProperty("objects_read") long objectsRead,
        @JsonProperty("bytes_read") long bytesRead,
        @JsonProperty("restores_begun") long restoresBegun,
        @JsonProperty("deriving_s") double derivingSeconds,
        @JsonProperty("photos_per_s") double photosPerSecond,
        @JsonProperty("seconds") double seconds) {
    public BackfillResult {
        failed = new TreeMap<>(failed);
        excluded = new TreeMap<>(excluded);
    }

    /** Whether {@code expected = done + failed + excluded + remaining}. */
    @JsonIgnore
    public boolean addsUp() {
        return unaccounted == 0;
    }
}
