package dev.darkroom.spark.compare;

import static org.apache.spark.sql.functions.col;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.PhotoId;
import dev.darkroom.core.id.UserId;
import dev.darkroom.core.transform.TransformId;
import dev.darkroom.imaging.quality.RenditionReader;
import dev.darkroom.spark.backfill.Expected;
import dev.darkroom.spark.lake.Lake;
import dev.darkroom.stores.Stores;
import dev.darkroom.stores.StoresConfig;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Compares two versions of the renditions or of a look: their outcomes over the whole archive by the ledger, and their files
 * or vectors over a sample, the same one in every run. Changes nothing, and leaves a report.
 */
public final class CompareJob {
    /** Up to so many bits apart, perceptual hashes are those of similar pictures; as in the job duplicates. */
    private static final int SIMILAR_BITS = 6;

    private static final String[] PHOTO = {"user_id", "photo_id"};

    private final SparkSession spark;
    private final CompareOptions options;
    private final Instant start = Instant.now();

    public CompareJob(SparkSession spark, CompareOptions options) {
        this.spark = spark;
        this.options = options;
    }

    /**
     * Compares, and writes the report.
     *
     * @throws IllegalArgumentException when there are not two versions to compare
     */
    public CompareResult run() throws IOException {
        Lake.createTables(spark);
        try (Stores stores = Stores.open(StoresConfig.from(options.environment()))) {
            Versions versions = Versions.of(stores.transforms().all(), options.transform(), options.against());
            Dataset<Row> both = both(versions).persist();
            try {
                describe("count the outcomes of both versions");
                Outcomes outcomes = Outcomes.of(both.groupBy("outcome", "reason", "old_outcome", "old_reason")
                        .count()
                        .collectAsList());
                if (versions.areLooks()) {
                    describe("ask for the neighbours of a sample");
                    List<Row> sample = sample(both).collectAsList();
                    return report(
                            stores, versions, outcomes, List.of(), Neighbours.of(sample, stores.features(), versions));
                }
                describe("read and measure the renditions of a sample");
                List<Pair> pairs = measured(sample(both), versions).collectAsList().stream()
                        .map(Pair::of)
                        .toList();
                return report(stores, versions, outcomes, pairs, Neighbours.NONE);
            } finally {
                both.unpersist();
            }
        }
    }

    private CompareResult report(
            Stores stores, Versions versions, Outcomes outcomes, List<Pair> pairs, Neighbours neighbours)
            throws IOException {
        Findings all = Findings.of(pairs);
        OptionalDouble psnr = all.psnr().measures() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(all.psnr().p5());
        ReportFiles files = ReportFiles.in(options.reports(), versions.now(), start);
        CompareResult result = new CompareResult(
                "compare",
                versions.now().toString(),
                versions.old().toString(),
                outcomes.agreement().orElse(0),
                outcomes,
                versions.areLooks()
                        ? neighbours.photos()
                        : pairs.stream().map(Pair::photo).distinct().count(),
                all,
                Findings.bySize(pairs),
                Findings.changes(pairs),
                pairs.stream()
                        .filter(pair -> pair.hashBits() > SIMILAR_BITS)
                        .map(Pair::photo)
                        .distinct()
                        .count(),
                neighbours,
                versions.areLooks() ? CompareResult.NO_WORDS : CompareResult.NO_RANKING,
                options.gates().judge(psnr, outcomes.agreement()),
                files.page().toString(),
                Duration.between(start, Instant.now()).toMillis() / 1_000.0);
        List<Example> examples =
                new Examples(stores, versions.old(), versions.now()).worstFirst(pairs, options.examples());
        files.write(result, new ReportPage(result, pairs, examples, start).html());
        return result;
    }

    /** Every expected photo with what the ledger says of it under both versions. */
    private Dataset<Row> both(Versions versions) {
        Dataset<Row> ledger = spark.table(Lake.DERIVATIONS);
        Dataset<Row> old = Expected.entries(ledger, versions.old().toString())
                .withColumnRenamed("outcome", "old_outcome")
                .withColumnRenamed("reason", "old_reason");
        return Expected.photos(spark.table(Lake.PHOTOS), start, Optional.empty(), List.of())
                .select("user_id", "photo_id")
                .join(Expected.entries(ledger, versions.now().toString()), PHOTO, "left")
                .join(old, PHOTO, "left");
    }

    private Dataset<Row> sample(Dataset<Row> both) {
        return both.where(col("outcome").equalTo("done").and(col("old_outcome").equalTo("done")))
                .selectExpr("user_id", "photo_id", "xxhash64(photo_id) AS place")
                .orderBy("place", "photo_id")
                .limit(options.sample())
                .select("user_id", "photo_id");
    }

    private Dataset<Row> measured(Dataset<Row> sample, Versions versions) {
        Map<String, String> environment = options.environment();
        String old = versions.old().toString();
        String now = versions.now().toString();
        return sample.repartition(spark.sparkContext().defaultParallelism())
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> measure(rows, environment, old, now),
                        Encoders.row(Pair.COLUMNS));
    }

    private static Iterator<Row> measure(
            Iterator<Row> photos, Map<String, String> environment, String old, String now) {
        List<Row> measured = new ArrayList<>();
        try (Stores stores = Stores.open(StoresConfig.from(environment))) {
            ComparePhoto compare =
                    new ComparePhoto(stores, RenditionReader.open(), TransformId.parse(old), TransformId.parse(now));
            photos.forEachRemaining(
                    row -> compare.compare(new UserId(row.getString(0)), PhotoId.parse(row.getString(1)))
                            .forEach(pair -> measured.add(pair.row())));
        } catch (RejectedException e) {
            throw new UnavailableException(e.getMessage(), e);
        }
        return measured.iterator();
    }

    private void describe(String step) {
        spark.sparkContext().setJobDescription("compare, " + step);
    }
}
