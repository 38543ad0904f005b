package dev.darkroom.spark.backfill;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.darkroom.core.error.Reason;
import dev.darkroom.core.transform.TransformInput;
import dev.darkroom.core.transform.TransformVersion;
import dev.darkroom.spark.lake.Lake;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Looks at the lake, at one snapshot of its photos, and says what a backfill has to do; reads no photo. */
final class BackfillPlanner {
    /** The usual size of a rendition of 1200 pixels; only an estimate and the size of batches rest on it. */
    private static final long PROXY_BYTES = 200 << 10;

    /** What a first run is taken to achieve on each core. */
    private static final double ASSUMED_RATE = 5;

    /** S3 Standard in us-east-1 in 2026, for a thousand requests. */
    private static final double USD_PER_1000_GETS = 0.0004;

    private static final double USD_PER_1000_PUTS = 0.005;

    private final SparkSession spark;
    private final BackfillOptions options;
    private final TransformVersion version;
    private final Instant start;
    private final long snapshot;

    /** {@code snapshot}: which one of {@code archive.photos}; -1 while the table is empty. */
    BackfillPlanner(
            SparkSession spark, BackfillOptions options, TransformVersion version, Instant start, long snapshot) {
        this.spark = spark;
        this.options = options;
        this.version = version;
        this.start = start;
        this.snapshot = snapshot;
    }

    /** What the ledger says of the expected photos now. */
    Tally tally() {
        return Tally.of(Expected.outcomes(expected(), entries(), deletions()).collectAsList());
    }

    /** The photos to derive, with the {@code bytes} that will be read of each; the same rows in every run. */
    Dataset<Row> work() {
        return work(options.pace().maxPhotos());
    }

    /** The same, but of at most {@code most} photos. */
    Dataset<Row> work(long most) {
        Set<String> again = options.again().stream().map(Reason::code).collect(Collectors.toSet());
        Dataset<Row> work = Expected.work(expected(), entries(), again, start)
                .withColumn("bytes", version.input() == TransformInput.ORIGINAL ? col("size_bytes") : lit(PROXY_BYTES));
        return most > Integer.MAX_VALUE
                ? work
                : work.orderBy("user_id", "photo_id").limit((int) most);
    }

    /** The figures for a person who decides whether to begin; {@code work} has {@code photos} of {@code bytes}. */
    BackfillPlan plan(Tally tally, Dataset<Row> work, long photos, long bytes, double seconds) {
        StorageClasses storage = version.input() == TransformInput.ORIGINAL && photos > 0
                ? StorageClasses.of(work, photos, options.environment())
                : new StorageClasses(photos > 0 ? Map.of("STANDARD", photos) : new TreeMap<>(), 0);
        OptionalDouble last = new RunLog(spark).lastRate(version.id().name());
        double rate = last.orElse(ASSUMED_RATE * spark.sparkContext().defaultParallelism());
        RestoreEstimate restores = options.restore()
                .map(restore -> RestoreEstimate.of(storage.photos(), bytes / (double) Math.max(1, photos), restore))
                .orElse(RestoreEstimate.NONE);
        int puts = version.id().name().equals("renditions") ? 4 : 0;
        return new BackfillPlan(
                "backfill",
                true,
                version.id().toString(),
                version.state().code(),
                version.input().code(),
                tally.expected(),
                tally.done(),
                tally.failed(),
                tally.excluded(),
                photos,
                bytes,
                storage.photos(),
                storage.asked(),
                rate,
                last.isPresent() ? "the last run" : "a guess",
                photos / rate,
                photos / 1000.0 * (USD_PER_1000_GETS + puts * USD_PER_1000_PUTS),
                restores.usd(),
                restores.hours(),
                seconds);
    }

    private Dataset<Row> expected() {
        Dataset<Row> photos = snapshot < 0
                ? spark.table(Lake.PHOTOS)
                : spark.read().option("versionAsOf", snapshot).table(Lake.PHOTOS);
        return Expected.photos(
                photos, start, options.scope().where(), options.scope().users());
    }

    private Dataset<Row> entries() {
        return Expected.entries(spark.table(Lake.DERIVATIONS), version.id().toString());
    }

    private Dataset<Row> deletions() {
        return Expected.deletions(spark.table(Lake.PHOTOS));
    }
}
