package dev.darkroom.spark.maintain;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** What the upkeep of the tables did; printed as one JSON line. */
public record MaintainResult(
        @JsonProperty("job") String job,
        @JsonProperty("tables") List<TableResult> tables,
        @JsonProperty("seconds") double seconds) {
    public MaintainResult {
        tables = List.copyOf(tables);
    }

    /**
     * What it did to one table.
     *
     * @param rows rows of the snapshot that was compared
     * @param content hash of these rows, which compaction, expiry and removal have left as it was
     * @param compactions commits that changed files and no row
     * @param snapshots how many there were, and how many are left
     * @param files data and delete files of the newest snapshot, before and after
     * @param orphans files that no snapshot named, removed
     */
    public record TableResult(
            @JsonProperty("table") String table,
            @JsonProperty("rows") long rows,
            @JsonProperty("content") String content,
            @JsonProperty("compactions") int compactions,
            @JsonProperty("snapshots") List<Integer> snapshots,
            @JsonProperty("files") List<Long> files,
            @JsonProperty("orphans") long orphans) {
        public TableResult {
            snapshots = List.copyOf(snapshots);
            files = List.copyOf(files);
        }
    }
}
