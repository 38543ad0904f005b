package dev.darkroom.spark.lake;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Where the tables of the lake are; printed as one JSON line. */
public record TablesResult(
        @JsonProperty("job") String job,
        @JsonProperty("tables") List<TableState> tables,
        @JsonProperty("seconds") double seconds) {
    public TablesResult {
        tables = List.copyOf(tables);
    }

    /**
     * One table, as its newest commit left it.
     *
     * @param metadata the file that any reader of Iceberg begins with
     * @param snapshotId -1 before the first one
     * @param committedAt when the metadata was written
     * @param records in data files; -1 when the commit does not say
     * @param deletes positions that delete files name. When it is 0, {@code records} are the table's rows; else a reader has
     *     to apply them, and they cannot be subtracted, since one may name a file that compaction has replaced
     */
    public record TableState(
            @JsonProperty("table") String table,
            @JsonProperty("metadata") String metadata,
            @JsonProperty("snapshot_id") long snapshotId,
            @JsonProperty("committed_at") String committedAt,
            @JsonProperty("records") long records,
            @JsonProperty("deletes") long deletes,
            @JsonProperty("columns") int columns,
            @JsonProperty("format") int format) {
        static final long UNKNOWN = -1;
    }
}
