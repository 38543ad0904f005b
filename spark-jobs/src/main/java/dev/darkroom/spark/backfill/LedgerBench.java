package dev.darkroom.spark.backfill;

import dev.darkroom.core.transform.TransformId;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.core.transform.TransformState;
import dev.darkroom.core.transform.TransformVersion;
import dev.darkroom.spark.backfill.BackfillOptions.Pace;
import dev.darkroom.spark.backfill.BackfillOptions.Scope;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.spark.lake.SessionSettings;
import dev.darkroom.spark.lake.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Measures how long it takes to plan a backfill of an archive whose photos and ledger are made up, on Iceberg tables of
 * the same shape in a temporary folder; no store is needed. Nine of ten photos are done already, the rest is cut into
 * batches; then all are done, and there must be nothing to read.
 */
public final class LedgerBench {
    private static final TransformVersion VERSION = new TransformVersion(
            TransformId.of("renditions", 1, "of a bench"),
            TransformState.SHADOW,
            TransformInput.PROXY,
            "sizes = 320",
            Instant.EPOCH,
            Instant.EPOCH);

    private LedgerBench() {}

    /** Prints a table of archives with these numbers of photos, and a line for programs. */
    public static void run(List<Long> sizes) throws IOException {
        List<String> seconds = new ArrayList<>();
        long read = 0;
        try (TemporaryFolder folder = TemporaryFolder.create("darkroom-ledger");
                SparkSession spark = session(folder.path())) {
            Lake.createTables(spark);
            // Classes are loaded and plans compiled once; that is no part of any size.
            plan(spark, 1_000, false);
            System.out.printf(
                    "%-12s %10s %10s %10s %10s %12s%n", "photos", "work", "batches", "plan", "no-op", "to read");
            for (long photos : sizes) {
                Planned some = plan(spark, photos, false);
                Planned none = plan(spark, photos, true);
                System.out.printf(
                        Locale.ROOT,
                        "%-12d %10d %10d %8.1f s %8.1f s %12d%n",
                        photos,
                        some.work,
                        some.batches,
                        some.seconds,
                        none.seconds,
                        none.work);
                seconds.add(String.format(
                        Locale.ROOT, "\"1e%d\":%.1f", Math.round(Math.log10((double) photos)), some.seconds));
                read += none.work;
            }
        }
        System.out.println("{\"plan_s\":{" + String.join(",", seconds) + "},\"noop_objects_read\":" + read + "}");
    }

    private static SparkSession session(Path folder) {
        SparkSession.Builder builder = SparkSession.builder()
                .appName("bench ledger")
                .config("spark.local.dir", folder.resolve("spark").toString())
                .config("spark.sql.catalog.lake.type", "hadoop")
                .config(
                        "spark.sql.catalog.lake.warehouse",
                        folder.resolve("lake").toUri().toString());
        SessionSettings.of(Map.of(), Optional.empty()).forEach(builder::config);
        return builder.getOrCreate();
    }

    /** Makes the tables and plans: what a run does before it reads the first photo. */
    private static Planned plan(SparkSession spark, long photos, boolean everythingDone) {
        fill(spark, photos, everythingDone);
        BackfillOptions options =
                new BackfillOptions(Map.of(), VERSION.id(), Scope.EVERYTHING, Set.of(), Optional.empty(), Pace.FULL);
        long started = System.nanoTime();
        BackfillPlanner planner = new BackfillPlanner(spark, options, VERSION, Instant.now(), -1);
        Tally tally = planner.tally();
        int batches = 0;
        if (tally.open() > 0) {
            Dataset<Row> work = planner.work().persist(StorageLevel.DISK_ONLY());
            long bytes = work.selectExpr("coalesce(sum(bytes), 0L)").head().getLong(0);
            batches = Layout.of(work, bytes, Pace.FULL.batch()).batches();
            work.unpersist();
        }
        return new Planned(tally.open(), batches, (System.nanoTime() - started) / 1e9);
    }

    private static void fill(SparkSession spark, long photos, boolean everythingDone) {
        spark.range(photos)
                .selectExpr(
                        "concat('user-', id % 1000) AS user_id",
                        "regexp_replace(md5(cast(id AS string)), '(.{8})(.{4})(.{4})(.{4})(.{12})',"
                                + " '$1-$2-$3-$4-$5') AS photo_id",
                        "id")
                .createOrReplaceTempView("made_up");
        insert(
                spark,
                Lake.PHOTOS,
                "SELECT user_id, photo_id, 2L AS version, 'completed' AS status, sha2(photo_id, 256) AS content_hash,"
                        + " 1000000 + id % 5000000 AS size_bytes, timestamp'2026-01-01' AS uploaded_at,"
                        + " timestamp'2026-01-01' AS changed_at FROM made_up");
        insert(
                spark,
                Lake.DERIVATIONS,
                "SELECT user_id, photo_id, '" + VERSION.id() + "' AS transform, 2L AS version, 'done' AS outcome,"
                        + " timestamp'2026-01-02' AS occurred_at FROM made_up WHERE "
                        + (everythingDone ? "true" : "id % 10 <> 0"));
    }

    private static void insert(SparkSession spark, String table, String select) {
        spark.sql("DELETE FROM " + table);
        spark.sql("INSERT INTO " + table + " BY NAME " + select);
        spark.sql("REFRESH TABLE " + table);
    }

    private record Planned(long work, int batches, double seconds) {}
}
