package dev.darkroom.spark.compare;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a comparison found; printed as one JSON line, and written beside the report.
 *
 * @param against the version that it was compared with
 * @param agreement share of photos with the same outcome under both; 0 when none was tried by both
 * @param outcomes of the whole archive
 * @param sampled photos that were looked at
 * @param renditions of these
 * @param changes pairs that differ in format or sides
 * @param hashesApart photos whose perceptual hashes differ in more bits than those of similar pictures do
 * @param neighbours of the sample, when photos are found by what the versions make
 * @param rankingOverlap whether searches would be answered in another order
 * @param report the page for people
 */
public record CompareResult(
        @JsonProperty("job") String job,
        @JsonProperty("transform") String transform,
        @JsonProperty("against") String against,
        @JsonProperty("agreement") double agreement,
        @JsonProperty("outcomes") Outcomes outcomes,
        @JsonProperty("sampled") long sampled,
        @JsonProperty("renditions") Findings renditions,
        @JsonProperty("by_size") Map<Integer, Findings> bySize,
        @JsonProperty("changes") Map<String, Long> changes,
        @JsonProperty("hashes_apart") long hashesApart,
        @JsonProperty("neighbours") Neighbours neighbours,
        @JsonProperty("ranking_overlap") String rankingOverlap,
        @JsonProperty("gates") List<Gates.Verdict> gates,
        @JsonProperty("report") String report,
        @JsonProperty("seconds") double seconds) {
    /** Why no recorded query is asked again. */
    static final String NO_RANKING =
            "Not applicable: search orders by words and time, and the documents of photos that are there keep the perceptual"
                    + " hash of the recipe that they were developed by, so this version changes the order of no answer.";

    /** The same of versions that photos are found by. */
    static final String NO_WORDS =
            "Not applicable: no recorded query is by looks. The neighbours of the sample say how answers to those change.";

    public CompareResult {
        changes = new TreeMap<>(changes);
        gates = List.copyOf(gates);
    }

    /** Whether no gate refuses. */
    @JsonIgnore
    public boolean passed() {
        return gates.stream().allMatch(Gates.Verdict::passed);
    }
}
