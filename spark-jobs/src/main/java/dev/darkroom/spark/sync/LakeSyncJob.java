package dev.darkroom.spark.sync;

import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.row_number;

import dev.darkroom.spark.lake.Lake;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.iceberg.spark.CommitMetadata;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * Brings the lake up to date with Kafka, exactly once: each table's commit carries the offsets that it brought, so a run
 * that dies is simply run again and begins where the table stands.
 */
public final class LakeSyncJob {
    private static final String OFFSETS = "kafka.offsets";

    private final SparkSession spark;
    private final LakeSyncOptions options;

    public LakeSyncJob(SparkSession spark, LakeSyncOptions options) {
        this.spark = spark;
        this.options = options;
    }

    /** Reads what is new and merges it into both tables. */
    public LakeSyncResult run() {
        long start = System.nanoTime();
        Lake.createTables(spark);
        Pass photos = merge(
                Lake.PHOTOS, EventSource::photos, List.of("user_id", "photo_id"), "photos: newest version of each");
        Pass ledger = merge(
                Lake.DERIVATIONS,
                EventSource::derivations,
                List.of("user_id", "photo_id", "transform"),
                "derivations: newest outcome of each");
        return new LakeSyncResult(
                "lake-sync",
                photos.events,
                photos.undecodable,
                ledger.gaps.equals(photos.gaps) ? photos.gaps : List.copyOf(ledger.gaps),
                spark.table(Lake.PHOTOS).count(),
                spark.table(Lake.DERIVATIONS).count(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / 1000.0);
    }

    private Pass merge(String table, RowsOf rowsOf, List<String> keys, String description) {
        OffsetRange range = KafkaOffsets.next(options.bootstrapServers(), offsets(table));
        if (range.isEmpty()) {
            return new Pass(0, 0, range.gaps());
        }
        spark.sparkContext().setJobDescription("lake-sync, " + description);
        EventSource source = new EventSource(spark, options.bootstrapServers(), range);
        // Kept, so that Kafka is read and decoded once although counting and merging both need the rows.
        Dataset<Row> rows = rowsOf.rows(source).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            long count = rows.count();
            newest(rows, keys).createOrReplaceTempView("incoming");
            String match = keys.stream().map(key -> "t." + key + " = s." + key).collect(Collectors.joining(" AND "));
            CommitMetadata.withCommitProperties(
                    Map.of(OFFSETS, OffsetRange.toJson(range.until())),
                    () -> spark.sql("MERGE INTO " + table + " t USING incoming s ON " + match
                            + " WHEN MATCHED AND s.version > t.version THEN UPDATE SET *"
                            + " WHEN NOT MATCHED THEN INSERT *"),
                    RuntimeException.class);
            return new Pass(count, source.undecodable(), range.gaps());
        } finally {
            rows.unpersist();
        }
    }

    private static Dataset<Row> newest(Dataset<Row> rows, List<String> keys) {
        WindowSpec ofOneKey = Window.partitionBy(
                        keys.stream().map(functions::col).toArray(Column[]::new))
                .orderBy(desc("version"));
        return rows.withColumn("rank", row_number().over(ofOneKey))
                .where("rank = 1")
                .drop("rank");
    }

    /** The offsets of the newest commit that carries any; maintenance commits carry none. */
    private Map<String, Map<String, Long>> offsets(String table) {
        List<Row> rows = spark.sql("SELECT summary['" + OFFSETS + "'] FROM " + table + ".snapshots WHERE summary['"
                        + OFFSETS + "'] IS NOT NULL ORDER BY committed_at DESC LIMIT 1")
                .collectAsList();
        return rows.isEmpty() ? Map.of() : OffsetRange.fromJson(rows.get(0).getString(0));
    }

    private record Pass(long events, long undecodable, List<String> gaps) {}

    private interface RowsOf {
        Dataset<Row> rows(EventSource source);
    }
}
