package dev.darkroom.spark.maintain;

import dev.darkroom.spark.lake.Lake;
import dev.darkroom.spark.maintain.MaintainResult.TableResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.Snapshot;
import org.apache.spark.sql.SparkSession;

/**
 * The upkeep of the lake: compaction, expiry of snapshots, removal of orphans. Every commit of compaction is compared with
 * its parent, row by row, before anything is removed, and the newest snapshot with itself afterwards; so a row that was
 * lost would be found while it can still be brought back, also when others write meanwhile.
 */
public final class MaintainJob {
    private final SparkSession spark;
    private final MaintainOptions options;

    public MaintainJob(SparkSession spark, MaintainOptions options) {
        this.spark = spark;
        this.options = options;
    }

    /**
     * Takes the tables one after the other.
     *
     * @throws IllegalStateException when a table does not say what it said; nothing more is removed then
     */
    public MaintainResult run() {
        long start = System.nanoTime();
        Lake.createTables(spark);
        List<TableResult> results = tables().stream()
                .map(name -> maintain(name, new MaintainedTable(spark, "lake.archive." + name)))
                .toList();
        return new MaintainResult(
                "maintain", results, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / 1000.0);
    }

    private TableResult maintain(String name, MaintainedTable table) {
        Optional<Long> before = table.newest().findFirst();
        if (before.isEmpty()) {
            return new TableResult(name, 0, "0", 0, List.of(0, 0), List.of(0L, 0L), 0);
        }
        int snapshots = table.snapshots();
        long files = table.files();
        describe(name, "compact");
        table.compact();
        List<Snapshot> compactions = table.compactionsSince(before.get());
        describe(name, "compare rows before and after");
        compactions.forEach(compaction -> requireSame(
                name,
                table.content(compaction.parentId()),
                table.content(compaction.snapshotId()),
                "compaction " + compaction.snapshotId() + " of " + compaction.parentId()));
        long proved = table.newest().findFirst().orElseThrow();
        TableContent content = table.content(proved);

        describe(name, "expire snapshots");
        table.expire(options.keep());
        describe(name, "remove orphans");
        long orphans = table.removeOrphans(options.orphansAfter());
        // Others may have replaced and, with nothing to keep, we may have expired it; then its heir is read.
        describe(name, "compare rows again");
        if (table.newest().findFirst().equals(Optional.of(proved))) {
            requireSame(name, content, table.content(proved), "removal of files");
        } else {
            table.content(table.newest().findFirst().orElseThrow());
        }
        return new TableResult(
                name,
                content.rows(),
                content.text(),
                compactions.size(),
                List.of(snapshots, table.snapshots()),
                List.of(files, table.files()),
                orphans);
    }

    private static void requireSame(String table, TableContent was, TableContent is, String step) {
        if (!was.equals(is)) {
            throw new IllegalStateException("Table " + table + " says something else after " + step + ": " + was
                    + " became " + is + "; roll it back before anything expires");
        }
    }

    private List<String> tables() {
        return options.tables().isEmpty()
                ? spark.sql("SHOW TABLES IN lake.archive").collectAsList().stream()
                        .map(row -> row.getString(1))
                        .sorted()
                        .toList()
                : options.tables();
    }

    private void describe(String table, String step) {
        spark.sparkContext().setJobDescription("maintain " + table + ": " + step);
    }
}
