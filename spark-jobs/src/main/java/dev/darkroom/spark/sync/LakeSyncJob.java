package dev.darkroom.spark.sync;

import dev.darkroom.spark.lake.Lake;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Brings the lake up to date with Kafka, exactly once: each table's commit carries the offsets that it brought, so a run
 * that dies is simply run again and begins where the table stands.
 */
public final class LakeSyncJob {
    private final SparkSession spark;
    private final LakeSyncOptions options;
    private final LakeMerge merge;
    private Optional<Kept> kept = Optional.empty();

    public LakeSyncJob(SparkSession spark, LakeSyncOptions options) {
        this.spark = spark;
        this.options = options;
        this.merge = new LakeMerge(spark);
    }

    /** Reads what is new and brings it into each table. */
    public LakeSyncResult run() {
        long start = System.nanoTime();
        Lake.createTables(spark);
        // Asked once, so that all tables come equally far; photos first, because the others ask it for deletions.
        KafkaOffsets kafka = KafkaOffsets.now(options.bootstrapServers());
        Pass photos = syncPhotos(kafka);
        Pass ledger = syncLedger(kafka);
        syncFeatures(kafka);
        release();
        Pass views = syncTraces(kafka, Traces.VIEWS);
        Pass searches = syncTraces(kafka, Traces.SEARCHES);
        removeFeatures();
        return new LakeSyncResult(
                "lake-sync",
                Math.max(photos.events, ledger.events) + views.events + searches.events,
                Math.max(photos.undecodable, ledger.undecodable) + views.undecodable + searches.undecodable,
                Stream.of(photos, ledger, views, searches)
                        .flatMap(pass -> pass.gaps.stream())
                        .distinct()
                        .toList(),
                views.events,
                searches.events,
                spark.table(Lake.PHOTOS).count(),
                spark.table(Lake.DERIVATIONS).count(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) / 1000.0);
    }

    /** The first half of {@link #run}; a process may end after it. */
    Pass syncPhotos(KafkaOffsets kafka) {
        spark.sparkContext().setJobDescription("lake-sync, photos: newest version of each");
        SyncedTable table = new SyncedTable(spark, Lake.PHOTOS);
        OffsetRange range = kafka.since(table.offsets(), KafkaOffsets.STATES);
        return range.isEmpty() ? Pass.NOTHING : sync(table, range, states(range), EventSource::photos, merge::photos);
    }

    private Pass syncLedger(KafkaOffsets kafka) {
        spark.sparkContext().setJobDescription("lake-sync, derivations: newest outcome of each");
        SyncedTable table = new SyncedTable(spark, Lake.DERIVATIONS);
        OffsetRange range = kafka.since(table.offsets(), KafkaOffsets.STATES);
        // A ledger of an earlier release may hold what was deleted long ago.
        return range.isEmpty() && merge.deleted().isEmpty()
                ? Pass.NOTHING
                : sync(table, range, states(range), EventSource::derivations, merge::derivations);
    }

    /** Behind the ledger, whose entries say what of this is whole. Mostly nothing is new here, and a commit says so. */
    private void syncFeatures(KafkaOffsets kafka) {
        spark.sparkContext().setJobDescription("lake-sync, features: what photos are to be found by");
        SyncedTable table = new SyncedTable(spark, Lake.FEATURES);
        OffsetRange range = kafka.since(table.offsets(), KafkaOffsets.STATES);
        if (range.isEmpty()) {
            return;
        }
        Dataset<Row> rows = new EventSource(spark, states(range)).features().persist(StorageLevel.MEMORY_AND_DISK());
        try {
            if (rows.isEmpty()) {
                table.advance(range.until());
            } else {
                table.write(() -> merge.features(rows), range.until());
            }
        } finally {
            rows.unpersist();
        }
    }

    private Pass syncTraces(KafkaOffsets kafka, Traces traces) {
        String name = traces.table();
        spark.sparkContext().setJobDescription("lake-sync, " + name + ": add what is new, remove what was deleted");
        SyncedTable table = new SyncedTable(spark, name);
        OffsetRange range = kafka.since(table.offsets(), traces.topics());
        if (range.isEmpty()) {
            return Pass.NOTHING;
        }
        if (merge.hasDeleted(name)) {
            spark.sql(merge.withoutDeleted(name));
        }
        return sync(
                table, range, read(range.of(traces.topic())), traces.rows()::apply, rows -> merge.traces(name, rows));
    }

    /** What was made of photos that are deleted by now. */
    private void removeFeatures() {
        spark.sparkContext().setJobDescription("lake-sync, features: remove what was made of deleted photos");
        if (!merge.deletedFeatures().isEmpty()) {
            spark.sql(merge.withoutDeletedFeatures());
        }
    }

    /** Photos and derivations mostly stand at the same offsets: then Kafka sends the records once for both. */
    private Dataset<Row> states(OffsetRange range) {
        if (kept.filter(same -> same.range.equals(range)).isEmpty()) {
            release();
            kept = Optional.of(new Kept(range, read(range).persist(StorageLevel.MEMORY_AND_DISK())));
        }
        return kept.orElseThrow().records;
    }

    private void release() {
        kept.ifPresent(last -> last.records.unpersist());
        kept = Optional.empty();
    }

    private Dataset<Row> read(OffsetRange range) {
        return EventSource.records(spark, options.bootstrapServers(), range);
    }

    private Pass sync(SyncedTable table, OffsetRange range, Dataset<Row> records, RowsOf rowsOf, Merging merging) {
        EventSource source = new EventSource(spark, records);
        // Kept, so that records are decoded once although counting and merging both need the rows.
        Dataset<Row> rows = rowsOf.rows(source).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            rows.count();
            Pass pass = new Pass(source.decoded(), source.undecodable(), range.gaps());
            table.write(() -> merging.statement(rows), range.until());
            return pass;
        } finally {
            rows.unpersist();
        }
    }

    /** What was read for one table. */
    record Pass(long events, long undecodable, List<String> gaps) {
        private static final Pass NOTHING = new Pass(0, 0, List.of());
    }

    /** Records that were read and may be needed again. */
    private record Kept(OffsetRange range, Dataset<Row> records) {}

    private interface RowsOf {
        Dataset<Row> rows(EventSource source);
    }

    private interface Merging {
        String statement(Dataset<Row> rows);
    }
}
