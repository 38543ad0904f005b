package dev.darkroom.spark.sync;

import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.spark.CommitMetadata;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.parser.ParseException;

/** A table of the lake whose commits carry the offsets of Kafka that they brought, so both are there or neither is. */
final class SyncedTable {
    private static final String OFFSETS = "kafka.offsets";

    private final SparkSession spark;
    private final String name;

    SyncedTable(SparkSession spark, String name) {
        this.spark = spark;
        this.name = name;
    }

    /**
     * How far the table has come. Commits without offsets (maintenance) are passed over, and so are commits that are no
     * ancestors of the current one: after a rollback they are no longer part of the table.
     */
    Map<String, Map<String, Long>> offsets() {
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(load())) {
            String offsets = snapshot.summary().get(OFFSETS);
            if (offsets != null) {
                return OffsetRange.fromJson(offsets);
            }
        }
        return Map.of();
    }

    /** Runs {@code statement}, which writes to this table; its commit says that the table has come up to {@code until}. */
    void write(String statement, Map<String, Map<String, Long>> until) {
        CommitMetadata.withCommitProperties(
                Map.of(OFFSETS, OffsetRange.toJson(until)), () -> spark.sql(statement), RuntimeException.class);
    }

    private Table load() {
        try {
            Table table = Spark3Util.loadIcebergTable(spark, name);
            table.refresh();
            return table;
        } catch (NoSuchTableException | ParseException e) {
            throw new IllegalStateException("Table " + name + " cannot be opened: " + e.getMessage(), e);
        }
    }
}
