package dev.darkroom.spark.sync;

import dev.darkroom.spark.lake.Lake;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.spark.CommitMetadata;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table of the lake whose commits carry the offsets of Kafka that they brought, so both are there or neither is. */
final class SyncedTable {
    private static final Logger LOG = LoggerFactory.getLogger(SyncedTable.class);
    private static final int ATTEMPTS = 6;

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
            String offsets = snapshot.summary().get(Lake.OFFSETS);
            if (offsets != null) {
                return OffsetRange.fromJson(offsets);
            }
        }
        return Map.of();
    }

    /**
     * Runs {@code statement}, which writes to this table; its commit says that the table has come up to {@code until}.
     * The statement is made and run again when somebody else, such as a backfill, has added rows meanwhile.
     */
    void write(Supplier<String> statement, Map<String, Map<String, Long>> until) {
        for (int attempt = 1; ; attempt++) {
            try {
                spark.sql("REFRESH TABLE " + name);
                CommitMetadata.withCommitProperties(
                        Map.of(Lake.OFFSETS, OffsetRange.toJson(until)),
                        () -> spark.sql(statement.get()),
                        RuntimeException.class);
                return;
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !isConflict(e)) {
                    throw e;
                }
                LOG.info("{} was written to meanwhile, trying again: {}", name, e.getMessage());
            }
        }
    }

    /** Says that the table has come up to {@code until}, where there is nothing to write. */
    void advance(Map<String, Map<String, Long>> until) {
        load().newAppend().set(Lake.OFFSETS, OffsetRange.toJson(until)).commit();
    }

    private static boolean isConflict(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(50)
                .anyMatch(cause -> cause instanceof ValidationException);
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
