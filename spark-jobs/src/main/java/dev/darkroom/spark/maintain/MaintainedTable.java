package dev.darkroom.spark.maintain;

import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.spark.lake.Lake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.actions.RewriteDataFiles;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.iceberg.spark.actions.SparkActions;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.parser.ParseException;

/**
 * One table of the lake, and the steps of its upkeep. Each is one commit or none, or only removes what no snapshot names,
 * so they may be stopped between and within, and others may write meanwhile.
 */
final class MaintainedTable {
    private static final int ATTEMPTS = 3;

    private final SparkSession spark;
    private final String name;
    private final Table table;

    MaintainedTable(SparkSession spark, String name) {
        this.spark = spark;
        this.name = name;
        try {
            this.table = Spark3Util.loadIcebergTable(spark, name);
        } catch (NoSuchTableException | ParseException e) {
            throw new IllegalArgumentException("There is no table " + name, e);
        }
        table.refresh();
    }

    /**
     * Brings small files together and applies the deletes that lie beside them.
     *
     * @throws UnavailableException when others changed the same rows each time; nothing is lost then
     */
    void compact() {
        for (int attempt = 1; ; attempt++) {
            try {
                SparkActions.get(spark)
                        .rewriteDataFiles(table)
                        .option("delete-file-threshold", "1")
                        .option(RewriteDataFiles.REMOVE_DANGLING_DELETES, "true")
                        .execute();
                SparkActions.get(spark).rewritePositionDeletes(table).execute();
                SparkActions.get(spark).rewriteManifests(table).execute();
                table.refresh();
                return;
            } catch (RuntimeException e) {
                if (!isConflict(e)) {
                    throw e;
                }
                if (attempt == ATTEMPTS) {
                    throw new UnavailableException(
                            "Table " + name + " was written to during each of " + ATTEMPTS
                                    + " compactions; run maintain again when lake-sync rests",
                            e);
                }
                table.refresh();
            }
        }
    }

    /** Forgets snapshots that were replaced longer than {@code keep} ago, and what only they need. */
    void expire(Duration keep) {
        table.refresh();
        SparkActions.get(spark)
                .expireSnapshots(table)
                .expireOlderThan(System.currentTimeMillis() - keep.toMillis())
                .retainLast(needed())
                .execute();
        table.refresh();
    }

    /**
     * How many of the newest snapshots tell how far the table has come: down to the newest with offsets of Kafka. Those
     * between are needed too, since the way to it leads from parent to parent.
     */
    private int needed() {
        int depth = 0;
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            depth++;
            if (snapshot.summary().containsKey(Lake.OFFSETS)) {
                return depth;
            }
        }
        return 1;
    }

    /** Removes files of the table's folder that no snapshot names and that are older than {@code age}; how many. */
    long removeOrphans(Duration age) {
        table.refresh();
        return SparkActions.get(spark)
                .deleteOrphanFiles(table)
                .usePrefixListing(true)
                .olderThan(System.currentTimeMillis() - age.toMillis())
                .execute()
                .orphanFilesCount();
    }

    /** The newest snapshot; none while nothing was written. */
    Stream<Long> newest() {
        table.refresh();
        return Stream.ofNullable(table.currentSnapshot()).map(Snapshot::snapshotId);
    }

    /** What the table said at {@code snapshot}. */
    TableContent content(long snapshot) {
        Dataset<Row> then = spark.read().option("versionAsOf", snapshot).table(name);
        return TableContent.of(then);
    }

    /** The commits after {@code snapshot} that say that they changed files only, oldest first. */
    List<Snapshot> compactionsSince(long snapshot) {
        List<Snapshot> compactions = new ArrayList<>();
        for (Snapshot ancestor : SnapshotUtil.currentAncestors(table)) {
            if (ancestor.snapshotId() == snapshot) {
                break;
            }
            if (DataOperations.REPLACE.equals(ancestor.operation())) {
                compactions.add(0, ancestor);
            }
        }
        return compactions;
    }

    int snapshots() {
        int count = 0;
        for (Snapshot ignored : table.snapshots()) {
            count++;
        }
        return count;
    }

    /** Data and delete files of the newest snapshot. */
    long files() {
        return newest().map(ignored -> table.currentSnapshot().summary())
                .mapToLong(summary -> total(summary, SnapshotSummary.TOTAL_DATA_FILES_PROP)
                        + total(summary, SnapshotSummary.TOTAL_DELETE_FILES_PROP))
                .sum();
    }

    private static long total(Map<String, String> summary, String property) {
        return Long.parseLong(summary.getOrDefault(property, "0"));
    }

    private static boolean isConflict(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .anyMatch(cause -> cause instanceof ValidationException || cause instanceof CommitFailedException);
    }
}
